import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../layout.ts';
import { elementsOf, mostElements, type ShapeChoice, shapes } from './shapes.ts';

const drawn = fc.sample(shapes(), { seed: 515, numRuns: 20_000 });
const layouts = drawn.map(({ shape, channelAxis }) => layoutOf(shape, channelAxis));
const shareOf = (holds: (choice: ShapeChoice, index: number) => boolean) =>
  drawn.filter(holds).length / drawn.length;

describe('shapes', () => {
  it('cover every rank with every channel axis within 2000 draws', () => {
    const seen = new Set(
      drawn.slice(0, 2000).map((choice) => `${choice.shape.length}/${choice.channelAxis}`),
    );
    const all = [2, 3, 4, 5].flatMap((rank) => Array.from({ length: rank }, (_, axis) => `${rank}/${axis}`));
    expect([...seen].sort()).toEqual(all.sort());
  });

  it('have the channels first or last in most cases', () => {
    const usual = shareOf(({ shape, channelAxis }) => channelAxis === 1 || channelAxis === shape.length - 1);
    expect(usual).toBeGreaterThan(0.75);
    expect(usual).toBeLessThan(0.95);
  });

  it('have whole sizes from 1 and are never too large', () => {
    const sound = (choice: ShapeChoice) =>
      choice.shape.every((size) => Number.isInteger(size) && size >= 1) &&
      choice.channelAxis < choice.shape.length &&
      elementsOf(choice) <= mostElements;
    expect(drawn.filter((choice) => !sound(choice))).toEqual([]);
  });

  it('are small on average, with a rare large one', () => {
    const sizes = drawn.map(elementsOf);
    expect(sizes.reduce((a, b) => a + b, 0) / sizes.length).toBeLessThan(200);
    expect(Math.max(...layouts.map(({ m }) => m))).toBeGreaterThan(30_000);
    expect(layouts.every(({ m, channels }) => m < 2000 || channels <= 2)).toBe(true);
  });

  it.each([1, 2, 3])('have m = %i often', (m) => {
    expect(layouts.filter((layout) => layout.m === m).length / layouts.length).toBeGreaterThan(0.05);
  });

  it.each([3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65])(
    'have %i channels, and as many elements a channel',
    (size) => {
      expect(layouts.some(({ channels }) => channels === size)).toBe(true);
      expect(layouts.some(({ m }) => m === size)).toBe(true);
    },
  );

  it('have one channel, up to 130 channels, all axes equal, and all axes distinct and odd', () => {
    const ofRank4 = (rule: (shape: readonly number[]) => boolean) =>
      shareOf(({ shape }) => shape.length === 4 && rule(shape));
    expect(layouts.filter(({ channels }) => channels === 1).length / layouts.length).toBeGreaterThan(0.05);
    expect(Math.max(...layouts.map(({ channels }) => channels))).toBe(130);
    expect(ofRank4((shape) => shape[0]! > 1 && shape.every((size) => size === shape[0]))).toBeGreaterThan(
      0.005,
    );
    expect(
      ofRank4((shape) => shape.every((size) => size % 2 === 1) && new Set(shape).size === 4),
    ).toBeGreaterThan(0.02);
  });

  it('keep whatever limits are set', () => {
    const limits = fc
      .record({
        minChannels: fc.integer({ min: 1, max: 40 }),
        minElementsPerChannel: fc.integer({ min: 1, max: 40 }),
        spare: fc.integer({ min: 0, max: 1500 }),
      })
      .map(({ spare, ...mins }) => ({
        ...mins,
        maxElements: mins.minChannels * mins.minElementsPerChannel + spare,
      }));
    fc.assert(
      fc.property(limits, fc.integer(), (options, seed) => {
        for (const choice of fc.sample(shapes({ ...options, channelAxis: 'first' }), { seed, numRuns: 40 })) {
          const { channels, m } = layoutOf(choice.shape, choice.channelAxis);
          expect(choice.channelAxis).toBe(1);
          expect(channels).toBeGreaterThanOrEqual(options.minChannels);
          expect(m).toBeGreaterThanOrEqual(options.minElementsPerChannel);
          expect(channels * m).toBeLessThanOrEqual(options.maxElements);
        }
      }),
      { seed: 99, numRuns: 150 },
    );
  });

  it('have only the ranks asked for', () => {
    const ranks = fc
      .sample(shapes({ ranks: [2, 4] }), { seed: 1, numRuns: 200 })
      .map(({ shape }) => shape.length);
    expect(new Set(ranks)).toEqual(new Set([2, 4]));
  });

  it('refuse limits that contradict each other', () => {
    expect(() => shapes({ minChannels: 5, minElementsPerChannel: 3, maxElements: 14 })).toThrow(
      'No shape has 5 channels of 3 elements in at most 14 elements',
    );
  });
});
