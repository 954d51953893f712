import type { Outcome } from './outcome.ts';

/** How a variant was first noticed. */
export interface FirstCatch {
  readonly outcome: Outcome;
  /** Cases of the whole run up to and with the failing one, those of other requirements included. */
  readonly cases: number;
  /** Processor time from the start of the run until the failing case was judged; shrinking comes after. */
  readonly ms: number;
}

/** The name that a faulty variant was given. */
export interface Diagnosed {
  /** An id, or `unknown`. */
  readonly name: string;
  /** What nothing told from it. */
  readonly alternatives: readonly string[];
}

/** What the suite found about one variant. */
export interface VariantFindings {
  readonly id: string;
  readonly kind: 'sound' | 'faulty';
  /** The requirement that the variant was written to break; null for a sound one. */
  readonly breaks: string | null;
  /** The fewest elements in which the fault can show, where that is many. */
  readonly needsElements: number | null;
  readonly first: FirstCatch | null;
  /** Every requirement that it broke, in the order of the suite; only the first where the run ended there. */
  readonly broken: readonly string[];
  /** True where the run went on to the last requirement. */
  readonly complete: boolean;
  /** Null for a sound one, for one that was missed, and where the run ended at the first broken requirement. */
  readonly diagnosed: Diagnosed | null;
  /** Every broken requirement with its counterexample; kept for sound variants alone. */
  readonly accusations: readonly Outcome[];
  /** Processor time of the whole run, shrinking included. */
  readonly ms: number;
}

/** How much one requirement does. */
export interface RequirementPower {
  readonly requirement: string;
  /** Faulty variants that it notices before any other does. */
  readonly first: number;
  /** Faulty variants that it notices. */
  readonly catches: number;
  /** Faulty variants that no other requirement notices. */
  readonly alone: readonly string[];
  /** Faulty variants that were written to break it. */
  readonly family: number;
  /** Those of its family that the suite would catch without it: what it would do about faults that nobody thought of. */
  readonly familyHeldOut: number;
}

export interface PowerSummary {
  readonly faulty: { readonly total: number; readonly caught: number; readonly missed: readonly string[] };
  readonly sound: { readonly total: number; readonly accused: readonly string[] };
  /** Of the variants that were diagnosed: those named as themselves or as an equal, and those named as another, as `id (name)`. */
  readonly diagnosis: { readonly total: number; readonly named: number; readonly wrong: readonly string[] };
  /** Null where nothing was caught. */
  readonly medianMsToCatch: number | null;
  readonly medianElementsInCounterexample: number | null;
  /** Variants whose counterexample has more than 32 elements beyond those that the fault needs. */
  readonly bulky: readonly string[];
  /** By requirement, in the order given; null where some run ended at its first broken requirement. */
  readonly requirements: readonly RequirementPower[] | null;
}

/** What a counterexample that people can take in has beyond the elements that the fault needs to show at all. */
const MOST_ELEMENTS = 32;

/** Adds up what the suite found about sound and faulty variants. `order` lists the requirements of the suite. */
export function summarizePower(findings: readonly VariantFindings[], order: readonly string[]): PowerSummary {
  const faulty = findings.filter(({ kind }) => kind === 'faulty');
  const sound = findings.filter(({ kind }) => kind === 'sound');
  const caught = faulty.flatMap(({ first }) => first ?? []);
  return {
    faulty: {
      total: faulty.length,
      caught: caught.length,
      missed: faulty.filter(({ first }) => first === null).map(({ id }) => id),
    },
    sound: {
      total: sound.length,
      accused: sound.filter(({ accusations }) => accusations.length > 0).map(({ id }) => id),
    },
    diagnosis: summarizeDiagnoses(faulty),
    medianMsToCatch: median(caught.map(({ ms }) => ms)),
    medianElementsInCounterexample: median(caught.flatMap((one) => elementsOf(one) ?? [])),
    bulky: faulty.filter(isBulky).map(({ id }) => id),
    requirements: faulty.every(({ complete }) => complete)
      ? order.map((requirement) => powerOf(requirement, faulty))
      : null,
  };
}

function summarizeDiagnoses(faulty: readonly VariantFindings[]): PowerSummary['diagnosis'] {
  const all = faulty.flatMap(({ id, diagnosed }) => (diagnosed === null ? [] : [{ id, ...diagnosed }]));
  const isNamed = ({ id, name, alternatives }: (typeof all)[number]) =>
    name === id || alternatives.includes(id);
  const wrong = all.filter((one) => !isNamed(one) && one.name !== 'unknown');
  return {
    total: all.length,
    named: all.filter(isNamed).length,
    wrong: wrong.map(({ id, name }) => `${id} (${name})`),
  };
}

/** Elements of the counterexample's input; null where there is none. */
export function elementsOf({ outcome }: FirstCatch): number | null {
  return outcome.counterexample?.case.input.length ?? null;
}

function isBulky({ first, needsElements }: VariantFindings): boolean {
  const elements = first === null ? null : elementsOf(first);
  return elements !== null && elements > (needsElements ?? 0) + MOST_ELEMENTS;
}

function powerOf(requirement: string, faulty: readonly VariantFindings[]): RequirementPower {
  const noticed = faulty.filter(({ broken }) => broken.includes(requirement));
  const family = faulty.filter(({ breaks }) => breaks === requirement);
  return {
    requirement,
    family: family.length,
    familyHeldOut: family.filter(({ broken }) => broken.some((other) => other !== requirement)).length,
    first: noticed.filter(({ first }) => first?.outcome.requirement === requirement).length,
    catches: noticed.length,
    alone: noticed.filter(({ broken }) => broken.length === 1).map(({ id }) => id),
  };
}

/** The middle number, or the mean of the two in the middle; null of none. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)]!;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return (lower + upper) / 2;
}
