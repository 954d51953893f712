import type { Subject } from '../../spec/contract.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { callLimit } from './call-limit.ts';
import { dictionaryFor } from './dictionary-for.ts';
import type { DiagnoseJob } from './job.ts';
import { oraclesFor } from './oracles-for.ts';

/** Names the fault of an open subject, by what an earlier run found about it. */
export function runDiagnosis(subject: Subject, job: DiagnoseJob): Promise<Diagnosis | null> {
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
