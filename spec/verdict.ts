import type { Comparison } from './compare.ts';
import type { Verdict } from './property.ts';

/** Fails with a sentence, where no bound applies: wrong bits, a mutated input. */
export function failed(message: string): Verdict {
  return { verdict: 'failed', ratio: Number.POSITIVE_INFINITY, message };
}

export function vacuous(reason: string): Verdict {
  return { verdict: 'vacuous', reason };
}

/** Passed exactly: bits agree, nothing was mutated. */
export const held: Verdict = { verdict: 'passed', ratio: 0 };

/**
 * The verdict on a comparison: failed above ratio 1, vacuous where no element had a finite bound.
 *
 * @param law what was being compared, completing "output at 3: <law>".
 */
export function judge(comparison: Comparison, law: string): Verdict {
  const { worst, ratio, compared } = comparison;
  if (worst === null || compared === 0) return vacuous(`no element of ${law} has a finite bound`);
  if (ratio <= 1) return { verdict: 'passed', ratio };
  return { verdict: 'failed', ratio, message: law, mismatch: worst };
}

/**
 * Several verdicts as one: the worst failure, else the worst pass; vacuous only where all are.
 */
export function all(verdicts: readonly Verdict[]): Verdict {
  const failures = verdicts.filter((v) => v.verdict === 'failed');
  if (failures.length > 0) return failures.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  const passes = verdicts.filter((v) => v.verdict === 'passed');
  if (passes.length > 0) return passes.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return verdicts[0] ?? vacuous('nothing to compare');
}
