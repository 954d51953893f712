import type { BoundTerm } from '../../spec/bounds/bound-term.ts';
import type { Mismatch } from '../../spec/compare.ts';
import type { Case } from '../../spec/contract.ts';
import { requirements } from '../../spec/requirements.ts';
import { caseLines, type Labelled } from '../../src/reporters/case-lines.ts';
import { locateMismatch } from '../../src/reporters/locate-mismatch.ts';
import { expectedText, roughText, valueText } from '../../src/reporters/number-text.ts';
import { relevantParts } from '../../src/reporters/relevant-parts.ts';

/** A counterexample in words and numbers, as a page shows it. */
export interface Facts {
  readonly requirement: string;
  /** One sentence: what did not hold. */
  readonly message: string;
  /** The case. */
  readonly given: readonly Labelled[];
  /** What was compared: element, expected, actual, error, what the bound allows; empty where nothing was. */
  readonly comparison: readonly Labelled[];
}

interface Told {
  readonly message: string;
  readonly mismatch?: Mismatch;
  readonly boundTerms?: readonly BoundTerm[];
}

const TEXT_WIDTH = 120;

/** The facts of a failure of a float32 subject. */
export function counterexampleFacts(requirement: string, given: Case, told: Told): Facts {
  const { message, mismatch, boundTerms = [] } = told;
  const counterexample = { case: given, way: null, message, foundElements: 0, foundAt: 0 };
  const outcome = {
    requirement,
    level: 'MUST',
    outcome: 'failed',
    ...{ cases: 0, vacuous: 0, skipped: 0, worstRatio: 0 },
    counterexample: { ...counterexample, ...(mismatch === undefined ? {} : { mismatch }) },
  } as const;
  const parts = relevantParts(
    outcome,
    requirements.find(({ id }) => id === requirement),
  );
  return {
    requirement,
    message,
    given: caseLines(given, parts, TEXT_WIDTH),
    comparison: mismatch === undefined ? [] : comparisonOf(mismatch, given, boundTerms),
  };
}

function comparisonOf(mismatch: Mismatch, given: Case, terms: readonly BoundTerm[]): readonly Labelled[] {
  const { expected, actual, error, bound, ratio, quantity } = mismatch;
  const { index, channel } = locateMismatch(mismatch, given);
  const ofChannel = channel === null ? '' : `, channel ${channel}`;
  const times = Number.isFinite(ratio) ? `, ${roughText(ratio)} times the bound` : ', beyond any bound';
  const allowed = terms.slice(0, 3).map(({ name, value }) => `${name} ${roughText(value)}`);
  return [
    ['element', `${quantity}[${index.join(', ')}]${ofChannel}`],
    ['expected', expectedText(expected, actual, 'float32')],
    ['actual', valueText(actual, 'float32')],
    ['error', `${roughText(error)}${times}`],
    ['bound', roughText(bound)],
    ...(allowed.length === 0 ? [] : ([['allowed for', allowed.join('; ')]] as const)),
  ];
}
