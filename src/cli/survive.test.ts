import { expect, test } from 'vitest';
import type { CheckJob, RunJob } from './job.ts';
import { surviving } from './survive.ts';
import { workerEnded } from './worker-ended.ts';

const job: CheckJob = {
  task: 'check',
  subject: 's',
  only: null,
  tier: 'smoke',
  seed: 1,
  runs: 2,
  timeoutMs: 9,
};

/** Ends in the given requirements, one a run, as long as they are tried; then gives the requirements left out. */
function endingIn(requirements: readonly (string | null)[]): RunJob {
  const run = async ({ stopped = [] }: CheckJob) => {
    const out = stopped.map(({ requirement }) => requirement);
    const next = requirements.find((one) => one === null || !out.includes(one));
    if (next === undefined) return stopped;
    throw workerEnded(`ended in ${next}.`, {
      requirement: next,
      outcome: 'errored',
      message: 'ended',
      number: 3,
    });
  };
  return run as unknown as RunJob;
}

test('a worker that ends is started again, without the requirement in which it ended', async () => {
  const stopped = await surviving(endingIn(['BN-INFER-OUTPUT', 'BN-GRAD-BETA']))(job, {});
  expect(stopped).toEqual([
    { requirement: 'BN-INFER-OUTPUT', outcome: 'errored', message: 'ended', number: 3 },
    { requirement: 'BN-GRAD-BETA', outcome: 'errored', message: 'ended', number: 3 },
  ]);
});

test('after four such requirements the rest is left untried, and says so', async () => {
  const four = ['BN-INFER-OUTPUT', 'BN-GRAD-BETA', 'BN-GRAD-GAMMA', 'BN-GRAD-INPUT'];
  const stopped = (await surviving(endingIn([...four, 'BN-LAYOUT']))(
    job,
    {},
  )) as unknown as CheckJob['stopped'];
  expect(stopped!.length).toBeGreaterThan(30);
  expect(stopped!.find(({ requirement }) => requirement === 'BN-LAYOUT')).toEqual({
    requirement: 'BN-LAYOUT',
    outcome: 'skipped',
    message: 'not tried: the subject ended or blocked its process in 4 requirements before',
    number: null,
  });
});

test('one that ends while the subject is loaded could not run', async () => {
  await expect(surviving(endingIn([null]))(job, {})).rejects.toThrow('ended in null.');
});
