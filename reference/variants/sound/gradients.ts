import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import type { ChannelGradient, NormalizedChannel, Steps } from '../skeleton/steps.ts';

const f = Math.fround;

/** gradInput, gradGamma and gradBeta by the chain rule, node after node, as automatic differentiation does. */
function chainRule(
  throughDeviations: boolean,
  { x, mean, invStd, gamma }: NormalizedChannel,
  g: Float32Array,
  steps: Steps,
): ChannelGradient {
  const m = x.length;
  const deviations = Array.from(x, (value) => f(value - mean));
  const gradZ = Array.from(g, (value) => f(value * gamma));
  const gradZDeviations = gradZ.map((value, j) => f(value * deviations[j]!));
  // d(invStd)/d(variance) = -invStd^3 / 2.
  const slope = f(-0.5 * f(f(invStd * invStd) * invStd));
  const gradVariance = f(steps.sum(gradZDeviations, steps) * slope);
  const direct = f(-invStd * steps.sum(gradZ, steps));
  const spread = throughDeviations ? f(f(-2 * steps.sum(deviations, steps)) / m) : 0;
  const gradMean = f(direct + f(gradVariance * spread));
  const products = Array.from(g, (value, j) => f(value * f(deviations[j]! * invStd)));
  return {
    gradInput: gradZ.map((value, j) => {
      const fromVariance = f(f(f(2 * deviations[j]!) / m) * gradVariance);
      return f(f(f(value * invStd) + fromVariance) + f(gradMean / m));
    }),
    gradGamma: steps.sum(products, steps),
    gradBeta: steps.sum(g, steps),
  };
}

const automatic = defineVariant({
  id: 'gradient-by-chain-rule',
  kind: 'sound',
  symptom: 'Takes the gradient node by node, as automatic differentiation does.',
  steps: { trainingBackward: (channel, g, steps) => chainRule(true, channel, g, steps) },
});

/** The deviations from the mean sum to 0, so their part of the gradient of the mean is 0. */
const withoutZeroTerm = defineVariant({
  id: 'gradient-without-zero-term',
  kind: 'sound',
  symptom: 'Leaves out of the gradient of the mean the part that goes through the variance, which is 0.',
  evidence: 'darknet PR #29, caffe #3878',
  steps: { trainingBackward: (channel, g, steps) => chainRule(false, channel, g, steps) },
});

const folded = defineVariant({
  id: 'gradient-folded',
  kind: 'sound',
  symptom: 'Folds the gradient into three numbers per channel: gradInput = a*g + b*x + c.',
  steps: {
    trainingGradInput: ({ g, x, mean, invStd, gamma, meanGrad, meanGradZ, j }) => {
      const a = f(gamma * invStd);
      const b = f(-f(a * invStd) * meanGradZ);
      const c = f(f(-a * meanGrad) - f(b * mean));
      return f(f(f(a * g) + f(b * x[j]!)) + c);
    },
  },
});

const scaledLast = defineVariant({
  id: 'gradient-divides-by-count-last',
  kind: 'sound',
  symptom: 'Divides m*g - sum(g) - z*sum(g*z) by m at the end.',
  steps: {
    trainingBackward: (channel, g, steps) => {
      const m = g.length;
      const z = Array.from(channel.x, (value) => steps.standardize(value, channel, steps));
      const gradBeta = steps.gradBeta(g, channel, steps);
      const gradGamma = steps.gradGamma(g, z, channel, steps);
      const scale = f(f(channel.gamma * channel.invStd) / m);
      return {
        gradInput: Array.from(g, (value, j) =>
          f(scale * f(f(f(m * value) - gradBeta) - f(z[j]! * gradGamma))),
        ),
        gradGamma,
        gradBeta,
      };
    },
  },
});

const invStdLast = defineVariant({
  id: 'grad-gamma-inv-std-last',
  kind: 'sound',
  symptom: 'Sums g * (x - mean) for gradGamma and multiplies by invStd at the end.',
  steps: {
    gradGamma: (g, _z, { x, mean, invStd }, steps) => {
      const products = Array.from(g, (value, j) => f(value * f(x[j]! - mean)));
      return f(steps.sum(products, steps) * invStd);
    },
  },
});

export const gradientVariants: readonly Variant[] = [
  automatic,
  withoutZeroTerm,
  folded,
  scaledLast,
  invStdLast,
];
