import type { Subject } from '../../../spec/contract.ts';
import type { SuiteResult } from '../../harness/outcome.ts';
import type { Tier } from '../../harness/tiers.ts';
import { isBroken } from '../../reporters/broken.ts';
import { runCheck } from '../run-check.ts';

export interface BrokenOptions {
  readonly seed: number;
  readonly runs: number;
  readonly tier?: Tier['name'];
  readonly only?: readonly string[];
}

/** What a short run of the suite finds wrong with a subject, a line each. */
export async function brokenIn(
  subject: Subject,
  { seed, runs, tier = 'smoke', only }: BrokenOptions,
): Promise<{ readonly result: SuiteResult; readonly broken: readonly string[] }> {
  const job = {
    task: 'check',
    subject: subject.name,
    only: only ?? null,
    tier,
    seed,
    runs,
    timeoutMs: 1000,
  } as const;
  const { result } = await runCheck(subject, job, {});
  const broken = result.outcomes.filter(isBroken);
  return { result, broken: broken.map((one) => `${one.requirement}: ${one.counterexample?.message}`) };
}
