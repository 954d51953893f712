import type { Variant } from '../../../reference/variants/skeleton/define-variant.ts';
import type { Case } from '../../../spec/contract.ts';
import { properties } from '../../../spec/properties.ts';
import { firstOf } from '../../harness/check.ts';
import type { FirstCatch, VariantFindings } from '../../harness/power-summary.ts';
import { rememberExpected } from '../../harness/remember-expected.ts';
import { startProperty } from '../../harness/start-property.ts';
import { takeTurns } from '../../harness/take-turns.ts';
import { tiers } from '../../harness/tiers.ts';
import { isBroken } from '../../reporters/broken.ts';
import type { PowerJob } from '../job.ts';
import { oraclesFor } from '../oracles-for.ts';
import { diagnoseVariant } from './diagnose-variant.ts';

/**
 * Runs the suite against one variant. Of a faulty one the first failure is shrunk and confirmed against the exact oracle, as
 * in any run; later requirements only tell whether they notice it too. Of a sound one every failure is pursued.
 */
export async function measureVariant(
  variant: Variant,
  job: PowerJob,
  recorded: readonly Case[],
): Promise<VariantFindings> {
  const subject = variant.make();
  const oracles = oraclesFor(subject.dtype);
  const oracle = rememberExpected(oracles.oracle);
  const { shrinkBudget, recordedShare, climbs } = tiers[job.tier];
  const start = cpuMs();
  let noticed: { readonly cases: number; readonly ms: number } | null = null;
  const runs = properties.map((property) =>
    startProperty(property, subject, {
      seed: job.seed,
      runs: job.runs ?? tiers[job.tier].runs,
      climbs,
      timeoutMs: job.timeoutMs,
      recorded: firstOf(recorded, recordedShare),
      oracle,
      exactOracle: oracles.exactOracle,
      shrinkBudget,
      grade: () => {},
      onFailure: () => {
        const cases = runs.reduce((total, run) => total + run.tried(), 1);
        noticed ??= { cases, ms: cpuMs() - start };
      },
    }),
  );
  let first: FirstCatch | null = null;
  await takeTurns(runs, async (run, cases) => {
    const pursued = variant.kind === 'sound' || first === null;
    await run.advance(cases, pursued ? {} : { exactOracle: oracle, shrinkBudget: 0 });
    const outcome = run.outcome();
    if (first === null && noticed !== null && isBroken(outcome)) first = { outcome, ...noticed };
    return !(job.quick && variant.kind === 'faulty' && first !== null);
  });
  const ms = cpuMs() - start;
  const outcomes = runs.map((run) => run.outcome());
  const broken = outcomes.filter(isBroken);
  const complete = !job.quick || first === null || variant.kind === 'sound';
  return {
    id: variant.id,
    kind: variant.kind,
    breaks: variant.breaks,
    needsElements: variant.needsElements?.least ?? null,
    first,
    broken: broken.map(({ requirement }) => requirement),
    complete,
    diagnosed: variant.kind === 'faulty' && complete ? await diagnoseVariant(variant, outcomes, job) : null,
    accusations: variant.kind === 'sound' ? broken : [],
    ms,
  };
}

/** Processor time of this process in milliseconds: what else runs on the machine does not show in it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
