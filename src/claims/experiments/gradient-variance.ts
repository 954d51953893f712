import type { Claim } from '../claim.ts';
import {
  type Activation,
  activations,
  denseNetwork,
  lineOf,
  logRatio,
  medianOf,
  titleOf,
  usualSetup,
  WITH,
  WITHOUT,
} from '../paired.ts';
import type { Scale } from '../scales.ts';
import type { GradientNoiseTrial } from '../trials/gradient-noise.ts';
import { papers } from './sources.ts';

const LOOKS = 3;

const trialOf = (
  scale: Scale,
  activation: Activation,
  batchNorm: boolean,
  seed: number,
): GradientNoiseTrial => ({
  kind: 'gradientNoise',
  ...usualSetup(scale, denseNetwork(scale, activation, batchNorm), seed),
  steps: LOOKS * Math.floor(scale.otherSteps / LOOKS),
  every: Math.floor(scale.otherSteps / LOOKS),
  batches: scale.gradients,
});

const measures = [
  ['variance', 'variance between batches'],
  ['relative', 'variance by squared mean gradient'],
] as const;

export const gradientVariance: Claim = {
  id: 'gradient-variance',
  saying: 'The variance of gradients is reduced',
  hypothesis:
    'At the same point of a training, the gradients of different batches vary less with batch norm: the sum of the variances of all weights’ gradients, and the same by the squared length of the mean gradient, which does not depend on the scale of weights and loss.',
  experiment:
    'A training stops four times, first before its first step, and asks many batches for the gradient of the weights at the same weights. The number is the median over these times.',
  sources: [papers.bjorck, papers.yang],
  trials: (scale, seeds) =>
    activations.flatMap((activation) =>
      [false, true].flatMap((batchNorm) => seeds.map((seed) => trialOf(scale, activation, batchNorm, seed))),
    ),
  findings: (scale, seeds, record) => ({
    conditions: activations.flatMap((activation) =>
      measures.map(([measure, name]) => ({
        name: `${titleOf[activation]}: ${name}`,
        quantity: 'log2 of the quotient, with by without',
        values: seeds.map((seed) => {
          const [a, b] = [true, false].map((norm) =>
            medianOf(record(trialOf(scale, activation, norm, seed)).noise.map((noise) => noise[measure])),
          );
          return logRatio(a!, b!);
        }),
        side: 'below' as const,
        threshold: 0,
      })),
    ),
    beside: [],
    laws: [],
    panels: activations.flatMap((activation) =>
      measures.map(([measure]) => {
        const { every } = trialOf(scale, activation, true, 1);
        const xs = Array.from({ length: LOOKS + 1 }, (_, i) => i * every);
        return {
          title: `${titleOf[activation]} network`,
          x: 'steps of training',
          y: measure === 'variance' ? 'variance' : 'relative variance',
          logY: true as const,
          lines: [true, false].map((batchNorm) =>
            lineOf(
              batchNorm ? WITH : WITHOUT,
              xs,
              seeds,
              (_, seed, at) => record(trialOf(scale, activation, batchNorm, seed)).noise[at]![measure],
            ),
          ),
        };
      }),
    ),
  }),
};
