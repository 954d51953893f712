import { expect, test } from 'vitest';
import { requirements } from '../../spec/requirements.ts';
import type { PropertyFindings } from '../harness/property-findings.ts';
import { halvesOf } from './halves-of.ts';
import { inHalves } from './in-halves.ts';
import type { CheckJob, FindingsOf, Job, RunJob, Watch } from './job.ts';
import { runJob } from './run-job.ts';
import { workerEnded } from './worker-ended.ts';

const job: CheckJob = {
  task: 'check',
  subject: 'builtin:typescript',
  only: null,
  tier: 'smoke',
  seed: 7,
  runs: 1,
  timeoutMs: 10_000,
};

const ids = requirements.map(({ id }) => id);
const [first, second] = halvesOf(ids);
const halves = { first, second };

/** Remembers the requirements of each job that it runs. */
function noting(run: RunJob) {
  const jobs: (readonly string[] | null)[] = [];
  const noted: RunJob = async <J extends Job>(one: J, watch: Watch): Promise<FindingsOf[J['task']]> => {
    jobs.push(one.task === 'check' ? one.only : null);
    return run(one, watch);
  };
  return { jobs, run: noted };
}

test('two halves find, to the byte, what one job finds, and tell of each requirement once', async () => {
  const { jobs, run } = noting(runJob);
  const told: string[] = [];
  let opened = 0;
  const findings = await inHalves(run, run)(job, {
    onFinished: ({ outcome }) => told.push(outcome.requirement),
    onOpened: () => {
      opened += 1;
    },
  });
  expect(JSON.stringify(findings)).toBe(JSON.stringify(await runJob(job, {})));
  expect(jobs).toEqual([halves.first, halves.second]);
  expect(told.sort()).toEqual(requirements.map(({ id }) => id).sort());
  expect(opened).toBe(1);
});

test('progress is that of both halves together, once both have begun', async () => {
  const turns: (readonly [string, number, number])[] = [];
  const run: RunJob = async <J extends Job>(one: J, { onTurn, onFinished, onOpened }: Watch) => {
    const [first] = (one as CheckJob).only!;
    onOpened?.(checked);
    const isFirst = first === halves.first[0];
    onTurn?.(first!, isFirst ? 1 : 20, isFirst ? 10 : 200);
    for (const id of (one as CheckJob).only!) onFinished?.(passed(id));
    return {} as FindingsOf[J['task']];
  };
  await inHalves(run, run)(job, { onTurn: (...turn) => turns.push(turn) });
  expect(turns).toEqual([[halves.second[0], 21, 210]]);
});

test('what an interrupted run has finished is not done again, and a half with nothing left is not started', async () => {
  const whole = requirements.map(({ id }) => id);
  const before = [...halves.second, halves.first[0]!].map(passed);
  const { jobs, run } = noting(async (one, { onOpened, onFinished }) => {
    onOpened?.(checked);
    const { only, finished = [] } = one as CheckJob;
    const known = finished.map(({ outcome }) => outcome.requirement);
    for (const id of only!) if (!known.includes(id)) onFinished?.(passed(id));
    return {} as never;
  });
  const { result } = await inHalves(run, run)({ ...job, finished: before }, {});
  expect(jobs).toEqual([halves.first]);
  expect(result.outcomes.map(({ requirement }) => requirement).sort()).toEqual(whole.toSorted());
});

test.each([
  ['a program', { ...job, subject: 'cmd:program' }],
  ['a library outside of this program', { ...job, subject: 'pytorch' }],
  ['a few requirements', { ...job, only: ['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA'] }],
])('%s is checked by one job', async (_, whole) => {
  const { jobs, run } = noting(async () => ({}) as never);
  await inHalves(run, run)(whole, {});
  expect(jobs).toEqual([whole.only]);
});

test('where a half cannot run, neither can the check, and it waits for the other half before it says so', async () => {
  let isOver = false;
  const run: RunJob = async (one) => {
    if ((one as CheckJob).only!.includes(requirements[0]!.id)) throw new Error('it could not be loaded');
    await new Promise((resolve) => setTimeout(resolve, 20));
    isOver = true;
    return {} as never;
  };
  await expect(inHalves(run, run)(job, {})).rejects.toThrow('it could not be loaded');
  expect(isOver).toBe(true);
});

test('where the subject ends the process of a half, the whole is checked anew by one job, and its findings are the result', async () => {
  const { jobs, run } = noting(async (one) => {
    const { only } = one as CheckJob;
    if (!only!.includes(halves.second[0]!)) return {} as never;
    const end = {
      requirement: halves.second[0]!,
      outcome: 'timedOut',
      message: 'blocked',
      number: 1,
    } as const;
    throw workerEnded('It blocked.', end);
  });
  const whole = noting(async () => 'all of it' as never);
  expect(await inHalves(run, whole.run)(job, {})).toBe('all of it');
  expect(jobs).toHaveLength(2);
  expect(whole.jobs).toEqual([null]);
});

test('where the process of a half ends while the subject is loaded, the check could not run', async () => {
  const run: RunJob = async () => {
    throw workerEnded('It ended.', { requirement: null, outcome: 'errored', message: 'ended', number: null });
  };
  const alone = noting(async () => ({}) as never);
  await expect(inHalves(run, alone.run)(job, {})).rejects.toThrow('It ended.');
  expect(alone.jobs).toEqual([]);
});

const checked = {
  subject: 'one',
  version: null,
  language: null,
  share: 1,
  dtype: 'float32',
  judgedBy: { source: 'declared' },
  order: requirements.map(({ id }) => id),
} as unknown as Parameters<NonNullable<Watch['onOpened']>>[0];

function passed(requirement: string): PropertyFindings {
  const outcome = {
    requirement,
    level: 'MUST',
    outcome: 'passed',
    cases: 1,
    vacuous: 0,
    skipped: 0,
    worstRatio: 0,
  };
  return { outcome, grades: new Map(), conditioning: new Map() } as unknown as PropertyFindings;
}
