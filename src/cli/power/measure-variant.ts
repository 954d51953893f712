import type { Variant } from '../../../reference/variants/skeleton/define-variant.ts';
import type { Case } from '../../../spec/contract.ts';
import { properties } from '../../../spec/properties.ts';
import { firstOf } from '../../harness/check.ts';
import type { Outcome } from '../../harness/outcome.ts';
import type { FirstCatch, VariantFindings } from '../../harness/power-summary.ts';
import { rememberExpected } from '../../harness/remember-expected.ts';
import { runProperty } from '../../harness/run-property.ts';
import { tiers } from '../../harness/tiers.ts';
import { isBroken } from '../../reporters/broken.ts';
import type { PowerJob } from '../job.ts';
import { oraclesFor } from '../oracles-for.ts';

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
  const { runs, shrinkBudget, recordedShare } = tiers[job.tier];
  const start = cpuMs();
  const broken: Outcome[] = [];
  let first: FirstCatch | null = null;
  let cases = 0;
  for (const property of properties) {
    const pursued = variant.kind === 'sound' || first === null;
    const began = cpuMs();
    let found = began;
    const outcome = await runProperty(property, subject, {
      seed: job.seed,
      runs: job.runs ?? runs,
      timeoutMs: job.timeoutMs,
      recorded: firstOf(recorded, recordedShare),
      oracle,
      exactOracle: pursued ? oracles.exactOracle : oracle,
      shrinkBudget: pursued ? shrinkBudget : 0,
      grade: () => {},
      onFailure: () => {
        found = cpuMs();
      },
    });
    if (isBroken(outcome)) {
      broken.push(outcome);
      const at = outcome.counterexample?.foundAt ?? 0;
      first ??= { outcome, cases: cases + at, ms: found - start, msInRequirement: found - began };
      if (job.quick && variant.kind === 'faulty') break;
    }
    cases += outcome.cases + outcome.vacuous + outcome.skipped;
  }
  return {
    id: variant.id,
    kind: variant.kind,
    needsElements: variant.needsElements?.least ?? null,
    first,
    broken: broken.map(({ requirement }) => requirement),
    complete: !job.quick || first === null || variant.kind === 'sound',
    accusations: variant.kind === 'sound' ? broken : [],
    ms: cpuMs() - start,
  };
}

/** Processor time of this process in milliseconds: what else runs on the machine does not show in it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
