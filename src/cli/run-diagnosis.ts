import type { Subject } from '../../spec/contract.ts';
import { isHalf } from '../../spec/half-formats.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { type Diagnosis, unknownFault } from '../diagnosis/diagnosis.ts';
import { callLimit } from './call-limit.ts';
import { dictionaryFor } from './dictionary-for.ts';
import type { DiagnoseJob } from './job.ts';
import { oraclesFor } from './oracles-for.ts';

/** Names the fault of an open subject, by what an earlier run found about it. */
export async function runDiagnosis(subject: Subject, job: DiagnoseJob): Promise<Diagnosis | null> {
  if (isHalf(subject.dtype))
    return unknownFault(`The known faults compute in float32 and do not compare with ${subject.dtype}.`);
  const { outcomes, conventions, seed, timeoutMs } = job;
  return diagnose(
    { ...subject, conventions },
    {
      dictionary: dictionaryFor(conventions),
      outcomes,
      oracle: oraclesFor(subject.dtype).oracle,
      seed,
      timeoutMs: callLimit(job.subject, timeoutMs),
    },
  );
}
