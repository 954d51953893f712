import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutOf } from '../layout.ts';
import { elementsOf } from './shapes.ts';
import { spreadShapes } from './spread-shapes.ts';

const drawn = fc.sample(spreadShapes(), { seed: 77, numRuns: 3000 });

test('the channel axis and two others have several entries, three sizes, and no shape is large', () => {
  for (const { shape, channelAxis } of drawn) {
    const large = shape.filter((size, axis) => axis !== channelAxis && size > 1);
    expect(shape[channelAxis]).toBeGreaterThan(1);
    expect(large.length).toBeGreaterThanOrEqual(2);
    expect(elementsOf({ shape, channelAxis })).toBeLessThanOrEqual(7 * 6 * 5 * 2 * 2);
    expect(new Set([shape[channelAxis], ...large]).size).toBeGreaterThanOrEqual(3);
  }
});

test('ranks 3 to 5 come with every place of the channel axis', () => {
  const seen = new Set(drawn.map(({ shape, channelAxis }) => `${shape.length}/${channelAxis}`));
  expect(seen.size).toBe(3 + 4 + 5);
});

test('a third or more have axes of several entries on both sides of the channel axis', () => {
  const both = drawn.filter(({ shape, channelAxis }) => {
    const { outer, inner } = layoutOf(shape, channelAxis);
    return outer > 1 && inner > 1;
  });
  expect(both.length).toBeGreaterThan(drawn.length / 3);
});
