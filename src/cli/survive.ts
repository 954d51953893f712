import { requirementOf, requirements } from '../../spec/requirements.ts';
import type { Stopped } from '../harness/stopped-run.ts';
import type { CheckJob, FindingsOf, Job, ReplayFindings, ReplayJob, RunJob, Watch } from './job.ts';
import { endOf, type WorkerEnd } from './worker-ended.ts';

/** Requirements in which a subject may end or block its process before the rest is left untried. */
const MOST_STOPS = 4;

/**
 * Goes on with a check whose worker ended or blocked: in a new one, with what was not finished, and without the requirement in which it
 * happened, which becomes an outcome; the same in a replay is the outcome. What cannot even be loaded is none, and rejects.
 */
export function surviving(run: RunJob): RunJob {
  return async <J extends Job>(job: J, watch: Watch): Promise<FindingsOf[J['task']]> => {
    if (job.task !== 'check' && job.task !== 'replay') return run(job, watch);
    let stopped: readonly Stopped[] = [];
    const finished = [...((job.task === 'check' && job.finished) || [])];
    const keeping: Watch = {
      ...watch,
      onFinished: (findings) => {
        finished.push(findings);
        watch.onFinished?.(findings);
      },
    };
    for (;;) {
      try {
        return await run(job.task === 'check' ? { ...job, stopped, finished: [...finished] } : job, keeping);
      } catch (error) {
        const end = endOf(error);
        if (end === null || end.requirement === null) throw error;
        if (job.task === 'replay') return replayed(job, end) as FindingsOf[J['task']];
        const { requirement } = end;
        // A stop outside of the chosen requirements would come back for ever.
        if (stopped.some((earlier) => earlier.requirement === requirement)) throw error;
        stopped = [...stopped, { ...end, requirement }];
        if (stopped.length >= MOST_STOPS) stopped = [...stopped, ...untried(job, stopped)];
      }
    }
  };
}

/** The failure came back, and took the process with it. */
function replayed({ subject, failure }: ReplayJob, { outcome, message }: WorkerEnd): ReplayFindings {
  const { requirement, way } = failure;
  const found = { case: failure.case, way, foundElements: failure.case.input.length, foundAt: 1 };
  return {
    subject,
    dtype: 'float32',
    conventions: null,
    outcome: {
      requirement,
      level: requirementOf(requirement).level,
      outcome,
      cases: 1,
      vacuous: 0,
      skipped: 0,
      worstRatio: Number.POSITIVE_INFINITY,
      counterexample: { ...found, message },
    },
  };
}

function untried({ only }: CheckJob, stopped: readonly Stopped[]): readonly Stopped[] {
  const message = `not tried: the subject ended or blocked its process in ${stopped.length} requirements before`;
  return requirements
    .map(({ id }) => id)
    .filter((id) => only === null || only.includes(id))
    .filter((id) => !stopped.some(({ requirement }) => requirement === id))
    .map((requirement) => ({ requirement, outcome: 'skipped', message, number: null }));
}
