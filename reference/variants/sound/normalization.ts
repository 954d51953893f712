import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { roundToFormat } from '../skeleton/round-to-format.ts';

const f = Math.fround;

const folded = defineVariant({
  id: 'folded-scale-and-shift',
  kind: 'sound',
  symptom: 'Folds the statistics into one scale and one shift per channel: y = a*x + b.',
  evidence: 'oneDNN commit d2039879cb',
  steps: {
    normalize: (x, { mean, invStd, gamma, beta }) => {
      const a = f(gamma * invStd);
      const b = f(beta - f(mean * a));
      return f(f(x * a) + b);
    },
  },
});

const premultiplied = defineVariant({
  id: 'gamma-times-inv-std-first',
  kind: 'sound',
  symptom: 'Multiplies gamma by invStd once for each channel.',
  steps: {
    normalize: (x, { mean, invStd, gamma, beta }) => f(f(f(x - mean) * f(gamma * invStd)) + beta),
  },
});

/** Products of float32 numbers are exact in float64. */
const fused = defineVariant({
  id: 'fused-multiply-add',
  kind: 'sound',
  symptom: 'Rounds gamma*z + beta once (a fused multiply-add).',
  steps: {
    normalize: (x, channel, steps) => f(channel.gamma * steps.standardize(x, channel, steps) + channel.beta),
  },
});

const divides = defineVariant({
  id: 'divides-by-standard-deviation',
  kind: 'sound',
  symptom: 'Divides by sqrt(v+epsilon) where others multiply by its reciprocal.',
  evidence: 'Keras NumPy and JAX backends',
  steps: {
    normalize: (x, { mean, variance, gamma, beta, epsilon }) => {
      const deviation = f(Math.sqrt(f(variance + epsilon)));
      return f(f(gamma * f(f(x - mean) / deviation)) + beta);
    },
  },
});

const rootOfReciprocal = defineVariant({
  id: 'root-of-reciprocal',
  kind: 'sound',
  symptom: 'Takes invStd as sqrt(1/(v+epsilon)).',
  steps: { invStd: (variance, epsilon) => f(Math.sqrt(f(1 / f(variance + epsilon)))) },
});

/**
 * A 12-bit estimate, as processors give it, and one Newton step, which about doubles the bits. The product
 * a*r*r is taken from the left, so that neither a subnormal a nor a huge r spoils it.
 */
const newton = defineVariant({
  id: 'estimated-root-with-newton-step',
  kind: 'sound',
  symptom: 'Refines a 12-bit estimate of the reciprocal square root by one Newton step.',
  evidence: 'onnxruntime #26522',
  steps: {
    invStd: (variance, epsilon) => {
      const a = f(variance + epsilon);
      const estimate = roundToFormat(1 / Math.sqrt(a), {
        precision: 12,
        minExponent: -126,
        maxExponent: 127,
      });
      if (!Number.isFinite(estimate) || estimate === 0) return estimate;
      const almostOne = f(f(a * estimate) * estimate);
      return f(estimate * f(1.5 - f(0.5 * almostOne)));
    },
  },
});

/** 2^-126, the smallest normal float32. */
const smallestNormal = 2 ** -126;

const flush = defineVariant({
  id: 'flush-to-zero',
  kind: 'sound',
  symptom: 'Replaces every subnormal float32 result by zero.',
  steps: {
    round: (value) => {
      const rounded = f(value);
      return Math.abs(rounded) < smallestNormal ? 0 * rounded : rounded;
    },
  },
});

export const normalizationVariants: readonly Variant[] = [
  folded,
  premultiplied,
  fused,
  divides,
  rootOfReciprocal,
  newton,
  flush,
];
