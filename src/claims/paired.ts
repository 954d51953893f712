import type { Architecture } from './architecture.ts';
import type { ChartLine, ChartPoint } from './claim.ts';
import { medianInterval } from './measures/median-interval.ts';
import { LEARNING_RATE, type Scale } from './scales.ts';
import type { Setup } from './trials/setup.ts';

/** The two networks of most experiments: what is said of sigmoids need not hold of ReLUs. */
export const activations = ['sigmoid', 'relu'] as const;

export type Activation = (typeof activations)[number];

export const titleOf: Readonly<Record<Activation, string>> = { sigmoid: 'sigmoid', relu: 'ReLU' };

/** The names of the two lines of every chart. */
export const WITH = 'with batch norm';
export const WITHOUT = 'without';

/** A dense network of the scale's size. */
export function denseNetwork(scale: Scale, activation: Activation, batchNorm: boolean): Architecture {
  return { kind: 'dense', hidden: scale.hidden, activation, batchNorm, weightScale: 1 };
}

/** The usual set-up of a seed. */
export function usualSetup(scale: Scale, architecture: Architecture, seed: number): Setup {
  return {
    architecture,
    data: scale.images,
    trainingRows: scale.trainingRows,
    testRows: scale.testRows,
    batch: scale.batch,
    learningRate: LEARNING_RATE,
    seed,
  };
}

/** log2 of a quotient of non-negative numbers; 0 where they are equal, be they both 0 or both infinite. */
export function logRatio(a: number, b: number): number {
  return a === b ? 0 : Math.log2(a / b);
}

/** A line through the medians of the seeds at each x; a NaN counts as infinite, a network that is lost. */
export function lineOf(
  name: string,
  xs: readonly number[],
  seeds: readonly number[],
  numberOf: (x: number, seed: number, at: number) => number,
): ChartLine {
  const points = xs.map((x, at): ChartPoint => {
    const values = seeds.map((seed) => numberOf(x, seed, at));
    const { low, median, high } = medianInterval(values.map(orInfinite));
    return { x, low, middle: median, high };
  });
  return { name, points };
}

/** NaN as infinity: what is larger than any number is often no number in the end. */
export function orInfinite(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/** Median of numbers, infinite ones and NaN last. */
export function medianOf(values: readonly number[]): number {
  return medianInterval(values.map(orInfinite)).median;
}

/** every, 2 every, … up to steps. */
export function timesOf(steps: number, every: number): readonly number[] {
  return Array.from({ length: Math.floor(steps / every) }, (_, i) => (i + 1) * every);
}
