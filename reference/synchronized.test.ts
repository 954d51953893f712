import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileOf } from '../spec/conventions.ts';
import { synchronizedGradients, synchronizedOutput } from './synchronized.ts';
import { training } from './training.ts';
import { trainingGradient } from './training-gradient.ts';

const seed = 22_192;
const paper = profileOf('paper').conventions;
const dyadic = fc.integer({ min: -64, max: 64 }).map((k) => k / 4);
const shards = fc
  .array(fc.array(fc.tuple(dyadic, dyadic), { maxLength: 5 }), { minLength: 1, maxLength: 3 })
  .filter((all) => all.flat().length > 0);

/** As in weighted-training.test.ts: fewer than 64 roundings on either side of quantities below 2^16. */
const apart = 2 * 64 * 2 ** -53 * 2 ** 16;

test('several devices, some of them empty, give what one would', () => {
  fc.assert(
    fc.property(shards, (all) => {
      const x = all.map((shard) => shard.map(([value]) => value));
      const g = all.map((shard) => shard.map(([, value]) => value));
      const given = {
        shape: [x.flat().length, 1],
        channelAxis: 1,
        input: Float32Array.from(x.flat()),
        gradOutput: Float32Array.from(g.flat()),
        gamma: Float32Array.of(3),
        beta: Float32Array.of(-2),
        runningMean: Float32Array.of(0),
        runningVariance: Float32Array.of(1),
        epsilon: 0.5,
        exponentialAverageFactor: 1,
        variation: 0,
      };
      const channel = { shards: x, gamma: 3, beta: -2, epsilon: 0.5 };
      const gradients = synchronizedGradients(channel, g);
      const expected = trainingGradient(given, paper);
      const close = (actual: readonly number[], wanted: ArrayLike<number>) => {
        expect(actual.length).toBe(wanted.length);
        actual.forEach((value, j) => {
          expect(Math.abs(value - wanted[j]!)).toBeLessThanOrEqual(apart);
        });
      };
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      close(synchronizedOutput(channel).flat(), training(given, paper).output);
      close(gradients.gradInput.flat(), expected.gradInput);
      close([sum(gradients.gradGamma)], expected.gradGamma);
      close([sum(gradients.gradBeta)], expected.gradBeta);
    }),
    { seed, numRuns: 200 },
  );
});
