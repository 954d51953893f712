import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import type { Numbers } from '../skeleton/steps.ts';

const f = Math.fround;
const square = (value: number) => f(value * value);

/** The skeleton as it is. */
const naive = defineVariant({
  id: 'two-pass-naive-sums',
  kind: 'sound',
  symptom: 'Two passes, each adding the terms one after another in float32.',
});

const reversed = defineVariant({
  id: 'reversed-sums',
  kind: 'sound',
  symptom: 'Adds the terms from the last to the first.',
  steps: {
    sum: (terms) => {
      let total = 0;
      for (let j = terms.length - 1; j >= 0; j--) total = f(total + terms[j]!);
      return total;
    },
  },
});

const pairwise = defineVariant({
  id: 'pairwise-sums',
  kind: 'sound',
  symptom: 'Adds the sums of the two halves, and each of those likewise.',
  steps: { sum: (terms) => pairwiseSum(Array.from(terms)) },
});

function pairwiseSum(terms: readonly number[]): number {
  if (terms.length <= 1) return terms[0] ?? 0;
  const half = terms.length >> 1;
  return f(pairwiseSum(terms.slice(0, half)) + pairwiseSum(terms.slice(half)));
}

const blocked = defineVariant({
  id: 'eight-lane-sums',
  kind: 'sound',
  symptom: 'Eight running sums, one for each lane of a vector register, added at the end.',
  steps: { sum: (terms) => pairwiseSum(lanesOf(terms, 8)) },
});

function lanesOf(terms: Numbers, width: number): number[] {
  const lanes = new Array<number>(width).fill(0);
  for (let j = 0; j < terms.length; j++) lanes[j % width] = f(lanes[j % width]! + terms[j]!);
  return lanes;
}

/** The correction is what the sum lost; it is not a number once the sum is infinite. */
const kahan = defineVariant({
  id: 'kahan-sums',
  kind: 'sound',
  symptom: 'Compensated sums: what each addition rounds away is subtracted from the next term.',
  steps: {
    sum: (terms) => {
      let total = 0;
      let lost = 0;
      for (const term of terms) {
        const corrected = f(term - lost);
        const next = f(total + corrected);
        lost = Number.isFinite(next) ? f(f(next - total) - corrected) : 0;
        total = next;
      }
      return total;
    },
  },
});

const reciprocal = defineVariant({
  id: 'multiplies-by-reciprocal-count',
  kind: 'sound',
  symptom: 'Multiplies sums by a rounded 1/m where others divide by m.',
  steps: {
    mean: (x, steps) => f(steps.sum(x, steps) * f(1 / x.length)),
    variance: (x, mean, steps) => {
      const squares = Array.from(x, (value) => square(f(value - mean)));
      return f(steps.sum(squares, steps) * f(1 / x.length));
    },
  },
});

export const summationVariants: readonly Variant[] = [naive, reversed, pairwise, blocked, kahan, reciprocal];
