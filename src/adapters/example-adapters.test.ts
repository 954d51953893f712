/**
 * The example adapters against cases whose answers are exact in float32, so that no bound is needed: each
 * channel holds c - d and c + d with d a power of two and epsilon = 3d^2. Hence mean c, variance d^2,
 * 1/sqrt(variance + epsilon) = 1/(2d), and normalized values of -1/2 and 1/2.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Request, Subject } from '../../spec/contract.ts';
import { createProcessSubject } from './process-subject.ts';

const pathOf = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
const python = process.env.BNCHECK_PYTHON ?? 'python3';
const probe = spawnSync(python, ['-c', 'import numpy'], { encoding: 'utf8' });
const noPython =
  probe.status === 0 ? '' : ` (skipped: ${python} cannot import numpy; BNCHECK_PYTHON may name another)`;

const small = fc.integer({ min: -8, max: 8 });

const channel = fc.record({ c: small, gamma: small, beta: small, g: fc.tuple(small, small), old: small });

const exactCase = fc.record({
  channels: fc.array(channel, { minLength: 1, maxLength: 5 }),
  d: fc.constantFrom(0.5, 1, 2),
  factor: fc.constantFrom(0, 0.25, 0.5, 1),
  /** Where the two elements of a channel lie: before it, after it, or after it with axes of size 1. */
  arrange: fc.constantFrom<(count: number) => readonly [number[], number]>(
    (count) => [[2, count], 1],
    (count) => [[count, 2], 0],
    (count) => [[1, count, 1, 2], 1],
  ),
});

const floats = (values: readonly number[]) => Float32Array.from(values);

/** Plain numbers, without the sign of zeros. */
const plain = (values: ArrayLike<number>) => Array.from(values, (value) => value + 0);

type ExactCase = typeof exactCase extends fc.Arbitrary<infer Given> ? Given : never;

function requestsOf({ channels, d, factor, arrange }: ExactCase) {
  const [shape, channelAxis] = arrange(channels.length);
  const spread = (pairs: readonly (readonly number[])[]) =>
    channelAxis === 1 && shape.length === 2
      ? [...pairs.map(([a]) => a!), ...pairs.map(([, b]) => b!)]
      : pairs.flat();
  const tensor = (pairs: readonly (readonly number[])[]) => ({ shape, data: floats(spread(pairs)) });
  const per = (of: (given: (typeof channels)[number]) => number) => floats(channels.map(of));
  const call = {
    gamma: per(({ gamma }) => gamma),
    beta: per(({ beta }) => beta),
    epsilon: 3 * d * d,
    channelAxis,
  };
  const running = { runningMean: per(({ old }) => old), runningVariance: per(() => d * d) };
  const input = tensor(channels.map(({ c }) => [c - d, c + d]));
  const gradOutput = tensor(channels.map(({ g }) => g));
  const requests = {
    training: { operation: 'training', input, ...call, ...running, exponentialAverageFactor: factor },
    inference: { operation: 'inference', input, ...call, ...running },
    trainingGradient: { operation: 'trainingGradient', input, gradOutput, ...call },
    inferenceGradient: { operation: 'inferenceGradient', input, gradOutput, ...call, ...running },
  } satisfies Record<string, Request>;
  const z = ({ c, old }: (typeof channels)[number]) =>
    [(c - d - old) / (2 * d), (c + d - old) / (2 * d)] as const;
  const expected = {
    training: {
      output: spread(channels.map(({ gamma, beta }) => [beta - gamma / 2, beta + gamma / 2])),
      batchMean: channels.map(({ c }) => c),
      batchVariance: channels.map(() => d * d),
      invStd: channels.map(() => 1 / (2 * d)),
      runningMean: channels.map(({ c, old }) => (1 - factor) * old + factor * c),
      runningVariance: channels.map(() => (1 - factor) * d * d + factor * 2 * d * d),
    },
    inference: {
      output: spread(channels.map((given) => z(given).map((value) => given.gamma * value + given.beta))),
    },
    trainingGradient: {
      gradInput: spread(
        channels.map(({ gamma, g: [a, b] }) => {
          const sum = a + b;
          const dot = (b - a) / 2;
          return [(gamma / (2 * d)) * (a - sum / 2 + dot / 4), (gamma / (2 * d)) * (b - sum / 2 - dot / 4)];
        }),
      ),
      gradGamma: channels.map(({ g: [a, b] }) => (b - a) / 2),
      gradBeta: channels.map(({ g: [a, b] }) => a + b),
    },
    inferenceGradient: {
      gradInput: spread(channels.map(({ gamma, g }) => g.map((value) => (gamma * value) / (2 * d)))),
      gradGamma: channels.map((given) => given.g[0] * z(given)[0] + given.g[1] * z(given)[1]),
      gradBeta: channels.map(({ g: [a, b] }) => a + b),
    },
  };
  return { requests, expected };
}

function plainResult(result: object): object {
  const fields = Object.entries(result).map(([name, value]) => [
    name,
    plain('data' in value ? value.data : value),
  ]);
  return Object.fromEntries(fields);
}

const examples = [
  { name: 'node/adapter.mjs', command: process.execPath, args: [pathOf('node/adapter.mjs')], skipped: '' },
  {
    name: 'python/numpy_adapter.py',
    command: python,
    args: [pathOf('python/numpy_adapter.py')],
    skipped: noPython,
  },
];

for (const { name, command, args, skipped } of examples) {
  describe.skipIf(skipped !== '')(`the example ${name}${skipped}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await createProcessSubject(command, args);
    });
    afterAll(() => subject.close?.());

    it.each(['training', 'inference', 'trainingGradient', 'inferenceGradient'] as const)(
      'is exact in %s where exactness is possible, on every channel axis',
      async (operation) => {
        await fc.assert(
          fc.asyncProperty(exactCase, async (given) => {
            const { requests, expected } = requestsOf(given);
            const wanted = Object.entries(expected[operation]).map(([field, values]) => [
              field,
              plain(values),
            ]);
            expect(plainResult(await subject.run(requests[operation]))).toEqual(Object.fromEntries(wanted));
          }),
          { seed: 61, numRuns: 40 },
        );
      },
    );

    it('refuses bad arguments in its own words, and answers the next request', async () => {
      const { training } = requestsOf(fc.sample(exactCase, { seed: 62, numRuns: 1 })[0]!).requests;
      const bad = [
        { epsilon: Number.NaN },
        { epsilon: -1 },
        { channelAxis: 9 },
        { gamma: new Float32Array(6) },
        { exponentialAverageFactor: 2 },
        { input: { ...training.input, data: training.input.data.slice(1) } },
      ];
      for (const changes of bad) {
        await expect(subject.run({ ...training, ...changes })).rejects.toThrow(
          expect.objectContaining({ name: 'RefusalError' }),
        );
      }
      expect(await subject.run(training)).toHaveProperty('output');
    });

    it('keeps the running statistics where the batch is empty', async () => {
      const { training } = requestsOf(fc.sample(exactCase, { seed: 63, numRuns: 1 })[0]!).requests;
      const input = { shape: [0, training.runningMean.length], data: new Float32Array(0) };
      const { runningMean, runningVariance } = training;
      const result = await subject.run({ ...training, input, channelAxis: 1 });
      expect(result).toEqual({ output: input, runningMean, runningVariance });
    });
  });
}
