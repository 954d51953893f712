import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapes } from './arbitraries/shapes.ts';
import { layoutOf, positionOf } from './layout.ts';

const seed = 17;

/** The index along each axis of a position in a row-major tensor, the last axis varying fastest. */
function indicesOf(position: number, shape: readonly number[]): readonly number[] {
  const indices: number[] = [];
  let rest = position;
  for (const size of shape.toReversed()) {
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return indices;
}

test('channels times elements per channel are the elements of the tensor', () => {
  fc.assert(
    fc.property(shapes({ maxElements: 400 }), ({ shape, channelAxis }) => {
      const { outer, channels, inner, m } = layoutOf(shape, channelAxis);
      expect(channels).toBe(shape[channelAxis]);
      expect(m).toBe(outer * inner);
      expect(channels * m).toBe(shape.reduce((a, b) => a * b, 1));
    }),
    { seed },
  );
});

test('positions meet every element of the tensor once, each in its own channel and in row-major order', () => {
  fc.assert(
    fc.property(shapes({ maxElements: 400 }), ({ shape, channelAxis }) => {
      const layout = layoutOf(shape, channelAxis);
      const seen = new Set<number>();
      for (let channel = 0; channel < layout.channels; channel++) {
        let before = -1;
        for (let j = 0; j < layout.m; j++) {
          const position = positionOf(layout, channel, j);
          expect(indicesOf(position, shape)[channelAxis]).toBe(channel);
          expect(position).toBeGreaterThan(before);
          before = position;
          seen.add(position);
        }
      }
      expect(seen.size).toBe(layout.channels * layout.m);
      expect(Math.max(...seen)).toBe(layout.channels * layout.m - 1);
    }),
    { seed },
  );
});

test('an axis of size 0 beside the channels leaves channels without elements', () => {
  expect(layoutOf([0, 3, 2], 1)).toEqual({ outer: 0, channels: 3, inner: 2, m: 0 });
  expect(layoutOf([4, 3, 0], 1)).toEqual({ outer: 4, channels: 3, inner: 0, m: 0 });
});
