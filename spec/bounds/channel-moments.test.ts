import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutOf } from '../layout.ts';
import { channelMoments } from './channel-moments.ts';

test('moments of one array by several layouts are each those of a copy that was never asked about', () => {
  const values = fc.float32Array({ minLength: 24, maxLength: 24 });
  const layouts = [
    layoutOf([4, 6], 0),
    layoutOf([4, 6], 1),
    layoutOf([2, 3, 4], 1),
    layoutOf([2, 4, 3], 1),
    layoutOf([4, 3, 2], 1),
  ];
  const property = fc.property(values, fc.shuffledSubarray([...layouts, ...layouts]), (array, asked) => {
    for (const layout of asked) {
      for (let c = 0; c < layout.channels; c++) {
        expect(channelMoments(array, layout, c)).toEqual(channelMoments(array.slice(), layout, c));
      }
    }
  });
  fc.assert(property, { seed: 20231123, numRuns: 50 });
});

test('what was computed once for a channel is given again', () => {
  const array = Float32Array.of(1, 2, 3, 4);
  const layout = layoutOf([2, 2], 1);
  expect(channelMoments(array, layoutOf([2, 2], 1), 1)).toBe(channelMoments(array, layout, 1));
  expect(channelMoments(array, layout, 0)).not.toBe(channelMoments(array, layout, 1));
});
