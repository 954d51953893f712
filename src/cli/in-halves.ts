import { requirements } from '../../spec/requirements.ts';
import { outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import { halvesOf } from './halves-of.ts';
import { recordRun, wholeFindings } from './interrupt/run-record.ts';
import type { CheckFindings, CheckJob, FindingsOf, Job, RunJob, Watch } from './job.ts';
import { endOf } from './worker-ended.ts';

/** Requirements below which a second process costs more than it saves: it loads everything once more. */
const FEWEST = 4;

/**
 * Does a check of a subject that lives in this program's own processes as two jobs side by side, each with some of the requirements, and puts
 * together what they find: to the byte what one job finds. That holds on any number of cores, so that a subject which remembers
 * earlier calls is asked in the same order everywhere. Programs are not started twice: they may share a device, a port or a file.
 *
 * Where the subject ends or blocks the process of a half, `alone` does the whole check anew. After a few such ends the rest is left
 * untried, and how far a run had come by then is not the same in one process and in two.
 */
export function inHalves(run: RunJob, alone: RunJob): RunJob {
  return async <J extends Job>(job: J, watch: Watch): Promise<FindingsOf[J['task']]> => {
    if (job.task !== 'check' || !isOurOwnProcess(job.subject)) return alone(job, watch);
    const all = job.only ?? requirements.map(({ id }) => id);
    if (all.length < FEWEST) return alone(job, watch);
    const found = await runHalves(run, job, all, watch);
    return (found ?? (await alone(job, watch))) as FindingsOf[J['task']];
  };
}

function isOurOwnProcess(subject: string): boolean {
  return !subject.startsWith('cmd:') && !outsideSubjects.some(({ name }) => name === subject);
}

/** What both halves find; null where the process of one was ended or blocked by the subject. */
async function runHalves(
  run: RunJob,
  job: CheckJob,
  all: readonly string[],
  watch: Watch,
): Promise<CheckFindings | null> {
  const before = job.finished ?? [];
  const isLeft = (id: string) => !before.some(({ outcome }) => outcome.requirement === id);
  const left = halvesOf(all).filter((part) => part.some(isLeft));
  const recording = recordRun({ job, opened: null, finished: before }, onceOpened(watch));
  const turns = sharedTurns(left.length, recording.watch);
  const ends = await Promise.allSettled(
    left.map((only, k) => {
      const finished = before.filter(({ outcome }) => only.includes(outcome.requirement));
      return run({ ...job, only, finished }, { ...recording.watch, onTurn: turns(k) });
    }),
  );
  const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  for (const error of errors) if ((endOf(error)?.requirement ?? null) === null) throw error;
  if (errors.length > 0) return null;
  const findings = wholeFindings(recording.record());
  if (findings === null) throw new Error('A half of the check ended before it had told all that it found.');
  return findings;
}

/** Tells once that the subject has been loaded, which each half does. */
function onceOpened(watch: Watch): Watch {
  let isTold = false;
  return {
    ...watch,
    onOpened: (subject) => {
      if (!isTold) watch.onOpened?.(subject);
      isTold = true;
    },
  };
}

/** Turns of several jobs as those of one: their counts added, as soon as each has told its own. */
function sharedTurns(jobs: number, { onTurn }: Watch): (job: number) => NonNullable<Watch['onTurn']> {
  const progress = new Map<number, { readonly done: number; readonly total: number }>();
  return (job) => (part, done, total) => {
    progress.set(job, { done, total });
    if (progress.size < jobs) return;
    const sum = (count: 'done' | 'total') => [...progress.values()].reduce((n, one) => n + one[count], 0);
    onTurn?.(part, sum('done'), sum('total'));
  };
}
