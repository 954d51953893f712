import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { byChannel, histogram } from './histogram.ts';

test('every finite value is counted once, in a bar that holds it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.double({ noNaN: false, min: -1e6, max: 1e6 }), { minLength: 1 }), {
        minLength: 1,
        maxLength: 3,
      }),
      (channels) => {
        const bins = histogram(channels, 7);
        channels.forEach((values, channel) => {
          const own = bins.filter((bin) => bin.channel === channel);
          const total = own.reduce((sum, { count }) => sum + count, 0);
          expect(total).toBe(values.filter(Number.isFinite).length);
        });
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});

test('equal values stand in the middle, and no finite value makes no bar', () => {
  const bars = histogram([[3, 3]], 4).filter(({ count }) => count > 0);
  expect(bars).toHaveLength(1);
  expect(bars[0]).toMatchObject({ count: 2 });
  expect(bars[0]!.low).toBeLessThanOrEqual(3);
  expect(bars[0]!.high).toBeGreaterThanOrEqual(3);
  expect(histogram([[Number.NaN, Number.POSITIVE_INFINITY]], 4)).toEqual([]);
});

test('columns of a tensor are its channels', () => {
  expect(byChannel([1, 10, 2, 20, 3, 30], 2)).toEqual([
    [1, 2, 3],
    [10, 20, 30],
  ]);
});
