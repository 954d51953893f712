/**
 * Other ways to the same mean and variance.
 *
 * Welford and Chan carry a count, a mean and M2, the sum of squared deviations; joining two groups a and b
 * adds to M2 the term (meanB - meanA)^2 * countA * countB / count.
 */
import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import type { Steps } from '../skeleton/steps.ts';

const f = Math.fround;
const square = (value: number) => f(value * value);

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
}

const none: Moments = { count: 0, mean: 0, m2: 0 };

function stepsFrom(momentsOf: (x: Float32Array) => Moments): Partial<Steps> {
  return {
    mean: (x) => momentsOf(x).mean,
    variance: (x) => f(momentsOf(x).m2 / x.length),
  };
}

const welford = defineVariant({
  id: 'welford',
  kind: 'sound',
  symptom: 'One pass that moves mean and squared deviations with every element (Welford).',
  steps: stepsFrom((x) => x.reduce(withElement, none)),
});

function withElement({ count, mean, m2 }: Moments, value: number): Moments {
  const before = f(value - mean);
  const moved = f(mean + f(before / (count + 1)));
  return { count: count + 1, mean: moved, m2: f(m2 + f(before * f(value - moved))) };
}

const chan = defineVariant({
  id: 'chan-merges',
  kind: 'sound',
  symptom: 'Merges the moments of chunks of 1, 2, 3, ... elements (Chan, Golub and LeVeque).',
  steps: stepsFrom((x) => {
    let merged = none;
    let start = 0;
    for (let size = 1; start < x.length; size++) {
      merged = merge(merged, twoPass(x.subarray(start, start + size)));
      start += size;
    }
    return merged;
  }),
});

function twoPass(x: Float32Array): Moments {
  const mean = f(x.reduce((total, value) => f(total + value), 0) / x.length);
  const m2 = x.reduce((total, value) => f(total + square(f(value - mean))), 0);
  return { count: x.length, mean, m2 };
}

function merge(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  const count = a.count + b.count;
  const delta = f(b.mean - a.mean);
  const mean = f(a.mean + f(delta * f(b.count / count)));
  const between = f(f(delta * delta) * f((a.count * b.count) / count));
  return { count, mean, m2: f(f(a.m2 + b.m2) + between) };
}

const float64 = defineVariant({
  id: 'float64-statistics',
  kind: 'sound',
  symptom: 'Computes in float64 and rounds only what it gives back.',
  steps: { round: (value) => value },
});

/** A second pass over the deviations from a rounded mean, minus the square of what that mean missed. */
const corrected = defineVariant({
  id: 'corrected-two-pass',
  kind: 'sound',
  symptom: 'Subtracts from the two-pass variance the square of the mean deviation (Bjoerck).',
  steps: {
    variance: (x, mean, steps) => {
      const deviations = Array.from(x, (value) => f(value - mean));
      const squares = deviations.map((deviation) => f(deviation * deviation));
      const missed = f(steps.sum(deviations, steps) / x.length);
      return Math.max(0, f(f(steps.sum(squares, steps) / x.length) - f(missed * missed)));
    },
  },
});

const shifted = defineVariant({
  id: 'shifted-one-pass',
  kind: 'sound',
  symptom: 'One pass over the deviations from the first element.',
  steps: stepsFrom((x) => {
    const shift = x[0]!;
    let total = 0;
    let squares = 0;
    for (const value of x) {
      const deviation = f(value - shift);
      total = f(total + deviation);
      squares = f(squares + f(deviation * deviation));
    }
    const meanDeviation = f(total / x.length);
    const m2 = Math.max(0, f(squares - f(total * meanDeviation)));
    return { count: x.length, mean: f(shift + meanDeviation), m2 };
  }),
});

export const momentsVariants: readonly Variant[] = [welford, chan, float64, corrected, shifted];
