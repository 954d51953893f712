/** How many of the calls that were compared came out alike. */
export interface Agreement {
  readonly agreeing: number;
  readonly probes: number;
}

/** A candidate that comes near without fitting. */
export interface Nearest {
  readonly name: string;
  readonly agreement: Agreement;
  /** The first call at which it parts from the subject. */
  readonly disagreesOn: string;
}

/** What is probably wrong with a failing subject. */
export interface Diagnosis {
  /** The id of the fault, several joined by ` + `, or `unknown`. */
  readonly name: string;
  readonly agreement: Agreement;
  /** Of the agreeing calls, those at which the fault shows. */
  readonly telling: number;
  readonly meaning: string;
  readonly evidence: string | null;
  readonly requirement: string | null;
  /** Candidates that no probe told from the named one. */
  readonly alternatives: readonly string[];
  /** Where nothing fits: what comes nearest. */
  readonly nearest: Nearest | null;
  /** Where the named faults explain some sides of the behaviour: the failed sides that they leave open. */
  readonly unexplained: readonly string[];
}

export const UNKNOWN = 'unknown';

/** No name, and why. */
export function unknownFault(meaning: string, near: Partial<Diagnosis> = {}): Diagnosis {
  return {
    name: UNKNOWN,
    agreement: { agreeing: 0, probes: 0 },
    telling: 0,
    meaning,
    evidence: null,
    requirement: null,
    alternatives: [],
    nearest: null,
    unexplained: [],
    ...near,
  };
}
