import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf, positionOf } from '../layout.ts';
import {
  constantChannels,
  emptyBatches,
  oneElementChannels,
  poison,
  poisonedCases,
  poisonedChannel,
} from './special.ts';

const settings = { seed: 404, numRuns: 500 };

describe('poisonedCases', () => {
  it('spoil the poisoned channel, and no other', () => {
    fc.assert(
      fc.property(poisonedCases({ maxElements: 300 }), (given) => {
        const layout = layoutOf(given.shape, given.channelAxis);
        expect(layout.channels).toBeGreaterThanOrEqual(2);
        const spoilt = Array.from({ length: layout.channels }, (_, channel) =>
          Array.from({ length: layout.m }, (_, j) => given.input[positionOf(layout, channel, j)]!),
        ).flatMap((values, channel) => (values.every(Number.isFinite) ? [] : [channel]));
        expect(spoilt).toEqual([poisonedChannel(given)]);
      }),
      settings,
    );
  });

  it('hold NaN, both infinities, and the two together', () => {
    const kinds = fc
      .sample(poisonedCases({ maxElements: 300 }), { seed: 1, numRuns: 200 })
      .map(({ input }) => [...new Set(input.filter((x) => !Number.isFinite(x)))].sort().join(' '));
    expect(new Set(kinds)).toEqual(new Set(['NaN', 'Infinity', '-Infinity', '-Infinity Infinity']));
  });

  it('stay the same when poisoned again, and leave the original alone', () => {
    fc.assert(
      fc.property(poisonedCases({ maxElements: 100 }), (given) => {
        const before = given.input.slice();
        expect(poison(given).input.every((x, i) => Object.is(x, given.input[i]))).toBe(true);
        const clean = { ...given, input: new Float32Array(given.input.length) };
        poison(clean);
        expect(clean.input.every((x) => x === 0)).toBe(true);
        expect(given.input.every((x, i) => Object.is(x, before[i]))).toBe(true);
      }),
      settings,
    );
  });
});

describe('emptyBatches', () => {
  it('have channels but no elements, on the batch axis and on others', () => {
    const drawn = fc.sample(emptyBatches(), { seed: 2, numRuns: 500 });
    for (const given of drawn) {
      const { channels, m } = layoutOf(given.shape, given.channelAxis);
      expect(m).toBe(0);
      expect(channels).toBeGreaterThan(0);
      expect(given.input).toHaveLength(0);
      expect(given.gradOutput).toHaveLength(0);
      expect(given.runningMean).toHaveLength(channels);
      expect(given.runningMean.every(Number.isFinite)).toBe(true);
    }
    expect(new Set(drawn.map(({ shape }) => shape.indexOf(0))).size).toBeGreaterThanOrEqual(4);
    expect(new Set(drawn.map(({ shape }) => shape.length))).toEqual(new Set([2, 3, 4, 5]));
  });
});

describe('oneElementChannels', () => {
  it('have one element a channel, at every rank and axis', () => {
    const drawn = fc.sample(oneElementChannels(), { seed: 3, numRuns: 500 });
    expect(drawn.every(({ shape, channelAxis }) => layoutOf(shape, channelAxis).m === 1)).toBe(true);
    expect(new Set(drawn.map(({ shape, channelAxis }) => `${shape.length}/${channelAxis}`)).size).toBe(14);
  });
});

describe('constantChannels', () => {
  it('have one value in each channel, mostly not zero', () => {
    const drawn = fc.sample(constantChannels({ maxElements: 300 }), { seed: 4, numRuns: 300 });
    for (const { shape, channelAxis, input } of drawn) {
      const layout = layoutOf(shape, channelAxis);
      const differs = input.map((x, position) => {
        const channel = Math.floor(position / layout.inner) % layout.channels;
        return Number(x !== input[positionOf(layout, channel, 0)]);
      });
      expect(differs.includes(1)).toBe(false);
    }
    expect(drawn.filter(({ input }) => input.some((x) => x !== 0)).length).toBeGreaterThan(150);
  });
});
