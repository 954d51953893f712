import type { AccuracyClass } from '../arithmetic.ts';
import { float32, type Simulated } from './simulated-arithmetic.ts';
import type { Summation } from './simulated-sums.ts';

type Round = (value: number) => number;

export interface Moments {
  readonly mean: number;
  /** What is to be subtracted besides the mean, where that is kept in two parts. */
  readonly meanRest: number;
  /** Biased. */
  readonly variance: number;
}

export type MomentsOf = (x: readonly number[]) => Moments;

/** A way to mean and variance. Where the mean is not as good as its class has it, it is not shown. */
export interface MomentsWay {
  readonly accuracy: AccuracyClass;
  readonly momentsOf: MomentsOf;
  readonly showsMean: boolean;
}

/** Count, mean and sum of squared deviations of some elements. */
interface Group {
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
}

const none: Group = { count: 0, mean: 0, m2: 0 };

export function twoPass(round: Round, { sum, dot }: Pick<Summation, 'sum' | 'dot'>): MomentsOf {
  return (x) => {
    const mean = round(sum(x) / x.length);
    const deviations = x.map((value) => round(value - mean));
    return { mean, meanRest: 0, variance: round(dot(deviations, deviations) / x.length) };
  };
}

/** Multiplies by a rounded 1/m, and takes the square of the mean deviation off the mean square. */
function correctedTwoPass(round: Round, { sum, dot }: Summation): MomentsOf {
  return (x) => {
    const share = round(1 / x.length);
    const mean = round(sum(x) * share);
    const deviations = x.map((value) => round(value - mean));
    const missed = round(sum(deviations) * share);
    const variance = round(round(dot(deviations, deviations) * share) - round(missed * missed));
    return { mean, meanRest: 0, variance: Math.max(variance, 0) };
  };
}

function welford(round: Round, x: readonly number[]): Group {
  let { count, mean, m2 } = none;
  for (const value of x) {
    count += 1;
    const before = round(value - mean);
    mean = round(mean + round(before / count));
    m2 = round(m2 + round(before * round(value - mean)));
  }
  return { count, mean, m2 };
}

/** Chan's merge, with the mean moved from the side of `a`. */
function merge(round: Round, a: Group, b: Group): Group {
  if (a.count === 0) return b;
  const count = a.count + b.count;
  const delta = round(b.mean - a.mean);
  const mean = round(a.mean + round(delta * round(b.count / count)));
  const between = round(round(delta * delta) * round((a.count * b.count) / count));
  return { count, mean, m2: round(round(a.m2 + b.m2) + between) };
}

/** Merges Welford's groups of the given sizes, over and over. */
function merged(round: Round, sizes: readonly number[]): MomentsOf {
  return (x) => {
    let group = none;
    let at = 0;
    for (let k = 0; at < x.length; k++) {
      const size = sizes[k % sizes.length]!;
      group = merge(round, group, welford(round, x.slice(at, at + size)));
      at += size;
    }
    return finish(round, group);
  };
}

/** Merges at every level of a tree of halves. */
function mergedTree(round: Round): MomentsOf {
  const tree = (x: readonly number[]): Group => {
    if (x.length <= 2) return welford(round, x);
    const half = x.length >> 1;
    return merge(round, tree(x.slice(0, half)), tree(x.slice(half)));
  };
  return (x) => finish(round, tree(x));
}

/** One pass over x - shift, the shift being one of the elements. */
function shifted(round: Round, shiftOf: (x: readonly number[]) => number): MomentsOf {
  return (x) => {
    const shift = shiftOf(x);
    let total = 0;
    let squares = 0;
    for (const value of x) {
      const deviation = round(value - shift);
      total = round(total + deviation);
      squares = round(squares + round(deviation * deviation));
    }
    const mean = round(total / x.length);
    const variance = round(round(squares / x.length) - round(mean * mean));
    return { mean: round(shift + mean), meanRest: 0, variance: Math.max(variance, 0) };
  };
}

const finish = (round: Round, { count, mean, m2 }: Group): Moments => ({
  mean,
  meanRest: 0,
  variance: round(m2 / count),
});

/** The statistics in float64, corrected for what the first sum lost; each rounded, the mean in two parts. */
function inFloat64(round: Round): MomentsOf {
  return (x) => {
    const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / x.length;
    const rough = meanOf(x);
    const exact = rough + meanOf(x.map((value) => value - rough));
    const mean = round(exact);
    const variance = meanOf(x.map((value) => (value - exact) ** 2));
    return { mean, meanRest: round(exact - mean), variance: round(variance) };
  };
}

/** The second part of the mean, and the variance, from differences in working precision, added by Kahan. */
function inTwoParts(round: Round, { sum, dot }: Summation): MomentsOf {
  return (x) => {
    const { mean } = inFloat64(round)(x);
    const differences = x.map((value) => round(value - mean));
    const meanRest = round(sum(differences) / x.length);
    const deviations = differences.map((value) => round(value - meanRest));
    return { mean, meanRest, variance: round(dot(deviations, deviations) / x.length) };
  };
}

/** Sound ways to mean and variance in a format, every operation rounded. */
export function momentsIn(
  { round, format }: Simulated,
  summations: Readonly<Record<string, Summation>>,
): Readonly<Record<string, MomentsWay>> {
  const way = (accuracy: AccuracyClass, momentsOf: MomentsOf, showsMean = true): MomentsWay => ({
    accuracy,
    momentsOf,
    showsMean,
  });
  const byTwoPasses = Object.entries(summations).map(
    ([name, summation], k) =>
      [
        `two passes ${name}`,
        way(summation.accuracy, k % 3 === 1 ? correctedTwoPass(round, summation) : twoPass(round, summation)),
      ] as const,
  );
  return {
    ...Object.fromEntries(byTwoPasses),
    Welford: way('sequential', (x) => finish(round, welford(round, x))),
    'merges of 1, 5, 2 and 9': way('sequential', merged(round, [1, 5, 2, 9])),
    'merges of 16': way('sequential', merged(round, [16])),
    'merges of halves': way('sequential', mergedTree(round)),
    'one pass shifted by the first': way(
      'sequential',
      shifted(round, (x) => x[0]!),
    ),
    'one pass shifted by the last': way(
      'sequential',
      shifted(round, (x) => x.at(-1)!),
    ),
    ...(format !== 'float64' && {
      'statistics in float64': way('forward', inFloat64(round)),
      'mean in two parts': way('forward', inTwoParts(round, summations['by Kahan']!), false),
    }),
  };
}

/** E[x^2] - E[x]^2 in one pass over the raw values, in float32: the way that is not sound. */
export const onePassRaw: MomentsOf = (x) => {
  const { round } = float32;
  let total = 0;
  let squares = 0;
  for (const value of x) {
    total = round(total + value);
    squares = round(squares + round(value * value));
  }
  const mean = round(total / x.length);
  return { mean, meanRest: 0, variance: round(round(squares / x.length) - round(mean * mean)) };
};
