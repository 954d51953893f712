import { type Diagnosis, unknownFault } from '../diagnosis/diagnosis.ts';
import { isBroken } from '../reporters/broken.ts';
import type { CliIo } from './cli-io.ts';
import { signalOf } from './interrupt/interrupted.ts';
import type { DiagnoseJob } from './job.ts';

/**
 * What is probably wrong with a subject that failed; null where nothing failed. It is opened anew for this, so that it remembers no
 * earlier call, and what it does to its process then costs the result nothing.
 */
export async function askDiagnosis(
  { subject, seed, timeoutMs }: Pick<DiagnoseJob, 'subject' | 'seed' | 'timeoutMs'>,
  { outcomes, conventions }: Pick<DiagnoseJob, 'outcomes' | 'conventions'>,
  io: Pick<CliIo, 'run'>,
): Promise<Diagnosis | null> {
  if (!outcomes.some(isBroken)) return null;
  try {
    return await io.run({ task: 'diagnose', subject, outcomes, conventions, seed, timeoutMs }, {});
  } catch (error) {
    if (signalOf(error) !== null) throw error;
    return unknownFault(`It could not be questioned to the end: ${(error as Error).message}`);
  }
}
