import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../contract.ts';
import { layoutOf, positionOf } from '../layout.ts';
import { cases } from './cases.ts';
import type { ValueClass } from './value-classes.ts';

interface Channel {
  readonly values: readonly number[];
  readonly positions: readonly number[];
  readonly mean: number;
  readonly variance: number;
  readonly epsilon: number;
}

function channelsOf(given: Case): readonly Channel[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  return Array.from({ length: layout.channels }, (_, channel) => {
    const positions = Array.from({ length: layout.m }, (_, j) => positionOf(layout, channel, j));
    const values = positions.map((position) => given.input[position]!);
    const mean = values.reduce((sum, x) => sum + x, 0) / layout.m;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / layout.m;
    return { values, positions, mean, variance, epsilon: given.epsilon };
  });
}

function drawnChannels(valueClass: ValueClass): readonly Channel[] {
  const ofClass = cases({ valueClasses: [valueClass], minElementsPerChannel: 2, maxElements: 300 });
  return fc.sample(ofClass, { seed: 86, numRuns: 200 }).flatMap(channelsOf);
}

const within = (x: number, low: number, high: number) => Math.abs(x) >= low && Math.abs(x) <= high;

/** What every channel of two elements or more of a class must look like. */
const marks: Readonly<Record<ValueClass, (channel: Channel) => boolean>> = {
  // Mean and deviations at most 16 and 3 * 4.
  normal: ({ values, variance }) => variance > 0 && values.every((x) => within(x, 0, 28)),
  // At 1e7 sigma is of the size of an ulp of the mean, and rounding may leave less than half of it.
  graded: ({ mean, variance }) => within(mean / Math.sqrt(variance), 0.99, 4e7),
  constant: ({ values }) => values[0] !== 0 && values.every((x) => x === values[0]),
  // The mean is at most 1000 sigma, so float32 roundings are below a thousandth of sigma.
  nearEpsilon: ({ variance, epsilon }) => within(variance / epsilon, 0.99e-8, 10.1),
  exact: ({ mean }) => Number.isInteger(Math.log2(Math.abs(mean))),
  sparse: ({ values }) => values.every((x) => x >= 0 && x < 64),
  dead: ({ values }) => values.every((x) => x === 0),
  pixels: ({ values }) => values.every((x) => Number.isInteger(x) && x >= 0 && x <= 255),
  heavyTailed: ({ values, variance }) => variance > 0 && values.every((x) => within(x, 0, 2 ** 18)),
  outlier: ({ values }) => within(values.at(-1)!, 1e2, 1.001e6),
  integers: ({ values }) => values.every((x) => Number.isInteger(x) && within(x, 0, 19)),
  ramp: ({ values, positions }) => values.every((x, j) => Math.round(x * x) - 1 === positions[j]),
  huge: ({ values }) => values.every((x) => within(x, 0, 1e18)) && values.some((x) => Math.abs(x) > 1e13),
  overflowing: ({ values }) => values.every((x) => within(x, 0.99e37, 3.5e38)),
  tiny: ({ values }) => values.every((x) => within(x, 0, 1e-18)) && values.some((x) => x !== 0),
  subnormal: ({ values }) => values.every((x) => within(x, 0, (1 - 2 ** -23) * 2 ** -126)),
  nonFinite: ({ values }) => within(values.filter((x) => !Number.isFinite(x)).length, 1, 3),
};

describe('the values of a channel', () => {
  it.each(Object.keys(marks) as ValueClass[])('have the marks of their class: %s', (valueClass) => {
    const channels = drawnChannels(valueClass);
    expect(channels.length).toBeGreaterThan(200);
    expect(channels.filter((channel) => !marks[valueClass](channel))).toEqual([]);
  });

  it('cover every decade of conditioning from 1 to 1e7', () => {
    const counts = new Map<number, number>();
    for (const { mean, variance } of drawnChannels('graded')) {
      const decade = Math.floor(Math.log10(Math.abs(mean) / Math.sqrt(variance)));
      counts.set(decade, (counts.get(decade) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((a, b) => a + b, 0);
    for (let decade = 0; decade < 7; decade++) {
      // An even share is a seventh; rounding moves some of the last decade beyond 1e7.
      expect(counts.get(decade) ?? 0, `1e${decade}`).toBeGreaterThan(total / 14);
    }
  });

  it('lie near epsilon and far below it', () => {
    const ratios = drawnChannels('nearEpsilon').map(({ variance, epsilon }) => variance / epsilon);
    expect(ratios.filter((ratio) => ratio > 0.1 && ratio < 10).length).toBeGreaterThan(ratios.length / 3);
    expect(ratios.filter((ratio) => ratio < 1e-4).length).toBeGreaterThan(ratios.length / 6);
  });

  it('are about half zeros after a ReLU, with some channels all zero', () => {
    const channels = drawnChannels('sparse');
    const all = channels.flatMap(({ values }) => values);
    const zeros = all.filter((x) => x === 0).length / all.length;
    expect(zeros).toBeGreaterThan(0.4);
    expect(zeros).toBeLessThan(0.8);
    expect(channels.some(({ values }) => values.every((x) => x === 0))).toBe(true);
  });

  it('reach beyond any normal where the tails are heavy', () => {
    const scores = drawnChannels('heavyTailed').flatMap(({ values, mean, variance }) =>
      values.map((x) => Math.abs(x - mean) / Math.sqrt(variance)),
    );
    expect(Math.max(...scores)).toBeGreaterThan(8);
  });

  it('have another mean in each channel of a tensor', () => {
    const classes: readonly ValueClass[] = [
      'normal',
      'graded',
      'nearEpsilon',
      'heavyTailed',
      'outlier',
      'ramp',
      'huge',
    ];
    const drawn = fc.sample(cases({ valueClasses: classes, minChannels: 2, maxElements: 300 }), {
      seed: 3,
      numRuns: 500,
    });
    for (const given of drawn) {
      const means = channelsOf(given).map(({ mean }) => mean);
      expect(new Set(means).size).toBe(means.length);
    }
  });

  it('tell the channels of a ramp apart also once they are normalized', () => {
    const drawn = fc.sample(
      cases({ valueClasses: ['ramp'], minChannels: 2, minElementsPerChannel: 3, maxElements: 60 }),
      {
        seed: 4,
        numRuns: 200,
      },
    );
    for (const given of drawn) {
      const scores = channelsOf(given).map(
        ({ values, mean, variance }) => (values[0]! - mean) / Math.sqrt(variance),
      );
      expect(new Set(scores.map(Math.fround)).size).toBe(scores.length);
    }
  });
});
