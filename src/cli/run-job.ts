import type { Request, Subject } from '../../spec/contract.ts';
import { isPromise } from '../harness/is-promise.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import type { FindingsOf, Job, PowerJob, RunJob, SmokeJob, Watch } from './job.ts';
import { openSubject } from './open-subject.ts';
import { settleConventions } from './settle-conventions.ts';

/** Does a job in this process. What only one kind of job needs is loaded with it: to load everything takes longer than a short check. */
export const runJob: RunJob = async <J extends Job>(job: J, watch: Watch): Promise<FindingsOf[J['task']]> => {
  if (job.task === 'power') {
    const { runPower } = await import('./power/run-power.ts');
    return (await runPower(job, watch)) as FindingsOf[J['task']];
  }
  const wrap = (opened: DeclaringSubject): DeclaringSubject => ({
    ...opened,
    run: (request: Request) => watched(request, opened, job.timeoutMs, watch),
  });
  if (job.task === 'smoke') {
    const { runSmoke } = await import('./smoke/run-smoke.ts');
    return (await runSmoke(job.subject, job.timeoutMs, { wrap })) as FindingsOf[J['task']];
  }
  const opened = await openSubject(job.subject, job.timeoutMs);
  const subject = wrap(opened);
  try {
    return (await findingsOf(subject, job, watch)) as FindingsOf[J['task']];
  } finally {
    await opened.close?.();
  }
};

async function findingsOf(
  subject: DeclaringSubject,
  job: Exclude<Job, PowerJob | SmokeJob>,
  watch: Watch,
): Promise<FindingsOf[Exclude<Job, PowerJob | SmokeJob>['task']]> {
  if (job.task === 'identify') {
    const { identifySubject } = await import('./identify-subject.ts');
    return identifySubject(subject, job.subject, job.timeoutMs);
  }
  if (job.task === 'diagnose') {
    const { runDiagnosis } = await import('./run-diagnosis.ts');
    return runDiagnosis(subject, job);
  }
  const judgedBy = await settleConventions(subject, job);
  const judged: Subject = { ...subject, conventions: judgedBy.conventions };
  if (job.task === 'replay') {
    const { runReplay } = await import('./run-replay.ts');
    return runReplay(judged, job);
  }
  const { name, version = null, language = null, share = 1, dtype } = judged;
  const { runCheck, reportOrder: order } = await import('./run-check.ts');
  watch.onOpened?.({ subject: name, version, language, share: Math.min(1, share), dtype, judgedBy, order });
  return { ...(await runCheck(judged, job, watch)), judgedBy };
}

/** Makes a call, and tells when it begins and when nobody waits for it any longer. */
function watched(
  request: Request,
  subject: Subject,
  timeoutMs: number,
  { onCall, onAnswer }: Watch,
): ReturnType<Subject['run']> {
  onCall?.();
  try {
    const answer = subject.run(request);
    if (onAnswer !== undefined && isPromise(answer)) return watchedPromise(answer, timeoutMs, onAnswer);
    onAnswer?.();
    return answer;
  } catch (error) {
    onAnswer?.();
    throw error;
  }
}

async function watchedPromise<T>(answer: Promise<T>, timeoutMs: number, onAnswer: () => void): Promise<T> {
  const timer = setTimeout(onAnswer, timeoutMs);
  try {
    // Only what it settles with in the end is an answer: it may resolve to other promises without an end.
    return await answer;
  } finally {
    clearTimeout(timer);
    onAnswer();
  }
}
