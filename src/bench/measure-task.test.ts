import { expect, test } from 'vitest';
import { createKernels } from '../kernels/index.ts';
import { benchData } from './bench-data.ts';
import { rowsOf } from './bench-row.ts';
import type { BenchSubject } from './bench-subject.ts';
import type { BenchTask } from './bench-task.ts';
import { createForecast } from './forecast.ts';
import { measureTask } from './measure-task.ts';
import { plainCalls } from './subjects/plain-calls.ts';

const shape = { shape: [2, 3, 4], layout: 'channels-first' } as const;
const task: BenchTask = { ...shape, operation: 'training', data: benchData(shape) };
const options = { rounds: 6, budgetMs: 400, longestCallMs: 5000 };
const kernels = plainCalls('plain', createKernels('typescript'));

/** A subject that answers rightly and says that a call takes so many milliseconds, in round k times `slowness[k]`. */
const pretender = (name: string, callMs: number, log: string[], slowness: readonly number[] = []) => {
  let samples = 0;
  const subject: BenchSubject = {
    ...kernels,
    name,
    prepare: async (given, threads) => {
      const { result } = await kernels.prepare(given, threads);
      const time = (calls: number) => {
        log.push(name);
        // The first is the trial, and the second of each pair the sample.
        const round = callMs < 100 ? Math.floor((samples - 1) / 2) : samples - 1;
        samples += 1;
        return calls * callMs * (slowness[round] ?? 1);
      };
      return { result, time, release: () => void log.push(`${name} released`) };
    },
  };
  return { subject, threads: 1 };
};

const never = () => null;
const measure = (entrants: Parameters<typeof measureTask>[1], rounds: () => void = () => {}) =>
  measureTask(task, entrants, options, never, rounds);

test('every round has a sample of every subject, in an order that changes, and all tensors are freed', async () => {
  const log: string[] = [];
  let rounds = 0;
  const entrants = ['a', 'b', 'c'].map((name) => pretender(name, 40, log));
  const { measured, notMeasured } = await measure(entrants, () => {
    rounds += 1;
  });
  expect(notMeasured).toEqual([]);
  expect(rounds).toBe(6);
  for (const { times } of measured) expect(times.filter((time) => time !== null)).toHaveLength(5);
  expect(log.slice(-3)).toEqual(['a released', 'b released', 'c released']);
  const samples = log.filter((entry) => !entry.includes('released')).slice(6);
  const firsts = new Set(Array.from({ length: 5 }, (_, round) => samples[round * 6]));
  expect(firsts.size).toBe(3);
});

test('ratios are taken round by round', async () => {
  const slowness = [1, 7, 1, 30, 2, 1];
  const slow = pretender('slow', 30, [], slowness);
  const fast = pretender('builtin:wasm', 10, [], slowness);
  const { rows } = rowsOf(await measure([fast, slow]));
  const row = rows.find(({ subject }) => subject === 'slow')!;
  expect(row.ratioToOurs).toEqual({ median: 3, lower: 3, upper: 3 });
  expect(row.ratioToCopy.median).toBeNaN();
  expect(row.rounds).toBe(6);
});

test('who answers wrongly is reported and not timed', async () => {
  const log: string[] = [];
  const { subject, threads } = pretender('wrong', 10, log);
  const wrong: BenchSubject = {
    ...subject,
    prepare: async (given, count) => ({
      ...(await subject.prepare(given, count)),
      result: () => ({ output: given.data.input }),
    }),
  };
  const { measured, notMeasured } = await measure([{ subject: wrong, threads }, pretender('right', 10, [])]);
  expect(measured.map((one) => one.subject.name)).toEqual(['right']);
  expect(notMeasured).toMatchObject([
    { isFault: true, reason: expect.stringMatching(/^wrong: output\[0\]/) },
  ]);
  expect(log).toEqual(['wrong released']);
});

test('who fails in the middle leaves, and the others go on', async () => {
  const { subject, threads } = pretender('breaks', 10, []);
  let calls = 0;
  const breaks: BenchSubject = {
    ...subject,
    prepare: async (given, count) => ({
      ...(await subject.prepare(given, count)),
      time: (wanted) => {
        calls += 1;
        if (calls > 6) throw new Error('no memory left');
        return 10 * wanted;
      },
    }),
  };
  const found = await measure([{ subject: breaks, threads }, pretender('lasts', 10, [])]);
  expect(found.measured.map((one) => one.subject.name)).toEqual(['lasts']);
  expect(found.measured[0]!.times).toHaveLength(6);
  expect(found.notMeasured).toMatchObject([{ reason: 'no memory left', isFault: true }]);
});

test('who does not offer a task is no fault', async () => {
  const { subject, threads } = pretender('last only', 10, []);
  const { notMeasured } = await measure([{ subject: { ...subject, whyNot: () => 'not this' }, threads }]);
  expect(notMeasured).toMatchObject([{ reason: 'not this', isFault: false }]);
});

test('who would take too long on a larger tensor is left out, unless it was named', async () => {
  const large = (elements: number): BenchTask => ({ ...task, shape: [elements, 1, 1] });
  const { subject } = pretender('slow', 1000, []);
  const entrant = { subject: { ...subject, kind: 'native' as const }, threads: 1 };
  const learnt = (subjects: readonly string[]) => {
    const forecast = createForecast({ longestCallMs: 5000, subjects });
    const measured = [{ ...entrant, way: null, callsPerSample: 1, times: [1000, null] }];
    forecast.learn({ task: large(10), measured: [{ ...measured[0]!, times: [9e9] }], notMeasured: [] });
    expect(forecast.whyTooLong(large(1_000_000), entrant)).toBeNull();
    forecast.learn({ task: large(200_000), measured, notMeasured: [] });
    return forecast;
  };
  expect(learnt([]).whyTooLong(large(1_000_000), entrant)).toBeNull();
  expect(learnt([]).whyTooLong(large(1_200_000), entrant)).toContain('6 seconds');
  expect(learnt(['slow']).whyTooLong(large(1_200_000), entrant)).toBeNull();
  expect(learnt([]).whyTooLong(large(1_200_000), { subject, threads: 1 })).toBeNull();
});
