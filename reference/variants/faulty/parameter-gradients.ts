import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';

const f = Math.fround;

/** Faults in gradGamma = sum(g*z) and gradBeta = sum(g). */
export const parameterGradientFaults: readonly Variant[] = [
  defineVariant({
    id: 'grad-gamma-unnormalized',
    kind: 'faulty',
    symptom: 'gradGamma sums g * (x - mean), without invStd.',
    breaks: 'BN-GRAD-GAMMA',
    evidence: 'tensorflow #14676',
    steps: {
      gradGamma: (g, _z, { x, mean }, steps) =>
        steps.sum(
          g.map((value, j) => value * f(x[j]! - mean)),
          steps,
        ),
    },
  }),
  defineVariant({
    id: 'grad-gamma-of-input',
    kind: 'faulty',
    symptom: 'gradGamma sums g * x, with the input where the normalized value belongs.',
    breaks: 'BN-GRAD-GAMMA',
    steps: {
      gradGamma: (g, _z, { x }, steps) =>
        steps.sum(
          g.map((value, j) => value * x[j]!),
          steps,
        ),
    },
  }),
  defineVariant({
    id: 'grad-gamma-product-of-sums',
    kind: 'faulty',
    symptom: 'gradGamma is sum(g) * sum(z).',
    breaks: 'BN-GRAD-GAMMA',
    evidence: 'tfjs-core PR #970, MIOpen #104',
    steps: { gradGamma: (g, z, _channel, steps) => f(steps.sum(g, steps) * steps.sum(z, steps)) },
  }),
  defineVariant({
    id: 'grad-gamma-is-the-mean',
    kind: 'faulty',
    symptom: 'gradGamma is divided by the number of elements.',
    breaks: 'BN-GRAD-GAMMA',
    steps: {
      gradGamma: (g, z, channel, steps) => f(sound.gradGamma(g, z, channel, steps) / g.length),
    },
  }),
  defineVariant({
    id: 'grad-beta-is-the-mean',
    kind: 'faulty',
    symptom: 'gradBeta is divided by the number of elements.',
    breaks: 'BN-GRAD-BETA',
    steps: { gradBeta: (g, channel, steps) => f(sound.gradBeta(g, channel, steps) / g.length) },
  }),
  defineVariant({
    id: 'grad-beta-scaled-by-gamma',
    kind: 'faulty',
    symptom: 'gradBeta is multiplied by gamma.',
    breaks: 'BN-GRAD-BETA',
    steps: { gradBeta: (g, channel, steps) => f(channel.gamma * sound.gradBeta(g, channel, steps)) },
  }),
  defineVariant({
    id: 'grad-beta-is-the-count',
    kind: 'faulty',
    symptom: 'gradBeta is the number of elements, right only for a gradOutput of ones.',
    breaks: 'BN-GRAD-BETA',
    steps: { gradBeta: (g) => g.length },
  }),
  defineVariant({
    id: 'grad-gamma-with-weight-decay',
    kind: 'faulty',
    symptom: 'gradGamma includes a weight decay of gamma / 8.',
    breaks: 'BN-GRAD-LINEAR',
    steps: {
      gradGamma: (g, z, channel, steps) => f(sound.gradGamma(g, z, channel, steps) + f(channel.gamma / 8)),
    },
  }),
];
