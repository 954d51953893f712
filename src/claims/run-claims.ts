import type { Claim, RecordsOf } from './claim.ts';
import { type ClaimResult, judgeClaim } from './claim-result.ts';
import type { Scale } from './scales.ts';
import type { Trial, TrialRecord } from './trials/trial.ts';

/** Runs trials, in any order and in parallel; gives their records in the order of the trials. */
export type RunTrials = (trials: readonly Trial[]) => Promise<readonly TrialRecord[]>;

/** The seeds of a run: as many as the scale has, from `first` on. */
export function seedsFrom(first: number, { seeds }: Scale): readonly number[] {
  return Array.from({ length: seeds }, (_, i) => first + i);
}

/** What has to be done for some claims; what several need is done once. */
export function trialsOf(claims: readonly Claim[], scale: Scale, seeds: readonly number[]): readonly Trial[] {
  const all = claims.flatMap((claim) => claim.trials(scale, seeds));
  return [...new Map(all.map((trial) => [keyOf(trial), trial])).values()];
}

/** Runs the trials of some claims, and judges each. */
export async function runClaims(
  claims: readonly Claim[],
  scale: Scale,
  seeds: readonly number[],
  runTrials: RunTrials,
): Promise<readonly ClaimResult[]> {
  const trials = trialsOf(claims, scale, seeds);
  const records = await runTrials(trials);
  const known = new Map(trials.map((trial, i) => [keyOf(trial), records[i]]));
  const record = ((trial: Trial) => {
    const found = known.get(keyOf(trial));
    if (found === undefined)
      throw new Error(`a claim asks for a trial that it did not name: ${keyOf(trial)}`);
    return found;
  }) as RecordsOf;
  return claims.map((claim) => judgeClaim(claim, scale, seeds, record));
}

function keyOf(trial: Trial): string {
  return JSON.stringify(Object.entries(trial).sort(([a], [b]) => (a < b ? -1 : 1)));
}
