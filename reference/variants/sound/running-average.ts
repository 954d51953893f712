import { defineVariant, type Variant } from '../skeleton/define-variant.ts';

const f = Math.fround;

const increment = defineVariant({
  id: 'running-average-by-increment',
  kind: 'sound',
  symptom: 'Moves a running statistic by factor * (batch - old).',
  steps: { average: (old, batch, factor) => f(old + f(factor * f(batch - old))) },
});

/** Both counts are exact in float64, and their quotient is that of m and m-1. */
const totalCounts = defineVariant({
  id: 'correction-from-total-counts',
  kind: 'sound',
  symptom: 'Corrects by total/(total - channels), counting the elements of all channels.',
  evidence: 'tinygrad PR #807',
  steps: {
    nextRunningVariance: (old, { variance, layout, x }, factor, steps) => {
      const total = x.length * layout.channels;
      const correction = x.length === 1 ? 1 : f(total / (total - layout.channels));
      return steps.average(old, f(variance * correction), factor, steps);
    },
  },
});

const dividesLast = defineVariant({
  id: 'correction-divides-last',
  kind: 'sound',
  symptom: 'Corrects by multiplying by m and then dividing by m-1.',
  steps: {
    correctedVariance: (variance, m) => (m === 1 ? variance : f(f(variance * m) / (m - 1))),
  },
});

export const runningAverageVariants: readonly Variant[] = [increment, totalCounts, dividesLast];
