import { defineVariant } from '../../../reference/variants/skeleton/define-variant.ts';
import type { Numbers, Steps } from '../../../reference/variants/skeleton/steps.ts';

const f = Math.fround;

/** x - mean, where the mean stands for two float32 numbers: the nearest, and what that one misses. */
function deviation(x: number, mean: number): number {
  const high = f(mean);
  return f(f(x - high) - f(mean - high));
}

function kahan(terms: Numbers): number {
  let total = 0;
  let lost = 0;
  for (const term of terms) {
    const corrected = f(term - lost);
    const next = f(total + corrected);
    lost = f(f(next - total) - corrected);
    total = next;
  }
  return total;
}

const steps: Partial<Steps> = {
  sum: kahan,
  mean: (x) => {
    const high = f(kahan(x) / x.length);
    return high + f(kahan(x.map((value) => value - high)) / x.length);
  },
  variance: (x, mean) => f(kahan(x.map((value) => deviation(value, mean) ** 2)) / x.length),
  standardize: (x, { mean, invStd }) => f(deviation(x, mean) * invStd),
};

/** All in float32, with compensated sums, and the mean kept in two numbers. */
export const splitMean = defineVariant({
  id: 'split-mean',
  kind: 'sound',
  symptom: 'Keeps the mean in two float32 numbers.',
  steps,
});
