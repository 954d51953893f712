import type { Request } from '../../../spec/contract.ts';
import { activationCases } from '../../fixture-format/activation-cases.ts';
import type { VariantFindings } from '../../harness/power-summary.ts';
import type { PowerJob, Watch } from '../job.ts';
import { variantOf } from './all-variants.ts';
import { measureVariant } from './measure-variant.ts';

/** Runs the suite against the variants of a job, one after another. */
export async function runPower(job: PowerJob, watch: Watch): Promise<readonly VariantFindings[]> {
  const recorded = activationCases();
  const findings: VariantFindings[] = [];
  for (const id of job.variants) {
    watch.onTurn?.(id, findings.length, job.variants.length);
    const variant = variantOf(id);
    const make = () => {
      const subject = variant.make();
      const run = (request: Request) => {
        watch.onCall?.();
        return subject.run(request);
      };
      return { ...subject, run };
    };
    findings.push(await measureVariant({ ...variant, make }, job, recorded));
    watch.onVariant?.(id);
  }
  return findings;
}
