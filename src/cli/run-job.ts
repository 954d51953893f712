import type { Request, Subject } from '../../spec/contract.ts';
import type { FindingsOf, Job, RunJob, Watch } from './job.ts';
import { openSubject } from './open-subject.ts';
import { runCheck } from './run-check.ts';
import { runPower } from './power/run-power.ts';
import { runReplay } from './run-replay.ts';

/** Does a job in this process. */
export const runJob: RunJob = async <J extends Job>(job: J, watch: Watch): Promise<FindingsOf[J['task']]> => {
  if (job.task === 'power') return (await runPower(job, watch)) as FindingsOf[J['task']];
  const opened = await openSubject(job.subject, job.timeoutMs);
  const subject: Subject = {
    ...opened,
    run: (request: Request) => {
      watch.onCall?.();
      return opened.run(request);
    },
  };
  try {
    const findings =
      job.task === 'check' ? await runCheck(subject, job, watch) : await runReplay(subject, job);
    return findings as FindingsOf[J['task']];
  } finally {
    await opened.close?.();
  }
};
