import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Case } from '../contract.ts';
import { conventionsOf } from '../testing/paper-conventions.ts';
import { arithmeticOf } from './arithmetic.ts';
import { inferenceBounds } from './inference-bounds.ts';

const huge = fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-3.4e38) });

/** One element, with what a state may have become: a running variance may have overflowed. */
const one: fc.Arbitrary<Case> = fc
  .record({ x: huge, mean: huge, variance: fc.constantFrom(1, 2 ** 100, Number.POSITIVE_INFINITY) })
  .map(({ x, mean, variance }) => ({
    shape: [1, 1],
    channelAxis: 1,
    input: Float32Array.of(x),
    gradOutput: Float32Array.of(1),
    gamma: null,
    beta: null,
    runningMean: Float32Array.of(mean),
    runningVariance: Float32Array.of(variance),
    epsilon: 0.25,
    exponentialAverageFactor: 0.5,
    variation: 0,
  }));

test('wherever subtracting first leaves the range of float32, inference has no bound', () => {
  const { fround } = Math;
  let overflows = 0;
  fc.assert(
    fc.property(one, (given) => {
      const [x, mean, variance] = [given.input[0]!, given.runningMean[0]!, given.runningVariance[0]!];
      const output = fround(fround(x - mean) * fround(1 / Math.sqrt(variance + given.epsilon)));
      if (Number.isFinite(output)) return;
      overflows += 1;
      const [bound] = inferenceBounds(given, conventionsOf({}), arithmeticOf('float32'));
      expect(bound).toBe(Number.POSITIVE_INFINITY);
    }),
    { seed: 4, numRuns: 6000 },
  );
  expect(overflows).toBeGreaterThan(20);
});
