import type { Variant } from '../../../reference/variants/skeleton/define-variant.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Outcome } from '../../harness/outcome.ts';
import type { Diagnosed } from '../../harness/power-summary.ts';
import { dictionaryFor } from '../dictionary-for.ts';
import type { PowerJob } from '../job.ts';
import { oraclesFor } from '../oracles-for.ts';

/** The name that the suite gives to a faulty variant, from what it found about it; null where it found nothing. */
export async function diagnoseVariant(
  variant: Variant,
  outcomes: readonly Outcome[],
  { seed, timeoutMs }: PowerJob,
): Promise<Diagnosed | null> {
  const subject = variant.make();
  const { oracle } = oraclesFor(subject.dtype);
  const dictionary = dictionaryFor(subject.conventions);
  const diagnosis = await diagnose(subject, { dictionary, outcomes, oracle, seed, timeoutMs });
  return diagnosis && { name: diagnosis.name, alternatives: diagnosis.alternatives };
}
