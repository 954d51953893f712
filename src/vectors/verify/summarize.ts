import type { VectorVerdict } from './verify-answers.ts';

/** How the vectors of one requirement, or of one flag, did. */
export interface Tally {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The largest error of those that passed, as a part of its bound. */
  readonly worstRatio: number;
}

/** Tallies by requirement, in the order in which they first come. */
export function byRequirement(verdicts: readonly VectorVerdict[]): readonly Tally[] {
  return tally(verdicts, ({ requirement }) => [requirement]);
}

/** Tallies by flag. */
export function byFlag(verdicts: readonly VectorVerdict[]): readonly Tally[] {
  return tally(verdicts, ({ flags }) => flags);
}

function tally(
  verdicts: readonly VectorVerdict[],
  namesOf: (verdict: VectorVerdict) => readonly string[],
): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const one of verdicts) {
    for (const name of namesOf(one)) {
      const old = tallies.get(name) ?? { name, passed: 0, failed: 0, skipped: 0, worstRatio: 0 };
      const worstRatio = one.verdict === 'passed' ? Math.max(old.worstRatio, one.ratio) : old.worstRatio;
      tallies.set(name, { ...old, [one.verdict]: old[one.verdict] + 1, worstRatio });
    }
  }
  return [...tallies.values()];
}
