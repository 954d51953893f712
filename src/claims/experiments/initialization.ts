import type { Claim } from '../claim.ts';
import {
  type Activation,
  activations,
  denseNetwork,
  lineOf,
  titleOf,
  usualSetup,
  WITH,
  WITHOUT,
} from '../paired.ts';
import type { Scale } from '../scales.ts';
import type { ScaleLawTrial } from '../trials/scale-law.ts';
import type { TrainingTrial } from '../trials/training.ts';
import { papers } from './sources.ts';
import { finalAccuracy } from './sweep.ts';

const trialOf = (
  scale: Scale,
  activation: Activation,
  batchNorm: boolean,
  power: number,
  seed: number,
): TrainingTrial => {
  const architecture = { ...denseNetwork(scale, activation, batchNorm), weightScale: 2 ** power };
  const setup = usualSetup(scale, architecture, seed);
  return { kind: 'training', ...setup, steps: scale.sweepSteps, every: scale.sweepSteps };
};

const lawTrial = (scale: Scale, seed: number): ScaleLawTrial => ({
  kind: 'scaleLaw',
  data: scale.images,
  rows: scale.batch,
  units: scale.hidden[0]!,
  powers: scale.weightPowers,
  seed,
});

export const initialization: Claim = {
  id: 'initialization',
  saying: 'Training is less sensitive to how weights are initialized',
  hypothesis:
    'Over initial weights from 1/64 to 64 times the usual size, the accuracy after the same number of steps varies less with batch norm, and its lowest value is higher.',
  experiment:
    'Digits of 14 × 14 pixels, three hidden layers of 50, learning rate 0.1; the weights of all layers are multiplied by a power of two. Behind the saying stands a law, BN((a W) x) = BN(W x), exact but for epsilon: scaling by a is the same as dividing epsilon by a². For powers of two this holds in float32 to the bit, and so does its consequence that the gradient with respect to a W is 1/a of that with respect to W; both are checked.',
  sources: [papers.ioffe],
  trials: (scale, seeds) => [
    ...activations.flatMap((activation) =>
      [false, true].flatMap((batchNorm) =>
        scale.weightPowers.flatMap((power) =>
          seeds.map((seed) => trialOf(scale, activation, batchNorm, power, seed)),
        ),
      ),
    ),
    ...seeds.map((seed) => lawTrial(scale, seed)),
  ],
  findings: (scale, seeds, record) => {
    const accuracies = (activation: Activation, batchNorm: boolean, seed: number) =>
      scale.weightPowers.map((power) =>
        finalAccuracy(record, trialOf(scale, activation, batchNorm, power, seed)),
      );
    const rangeOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
    const laws = seeds.map((seed) => record(lawTrial(scale, seed)));
    const different = laws.reduce((sum, law) => sum + law.different, 0);
    const compared = laws.reduce((sum, law) => sum + law.compared, 0);
    return {
      conditions: activations.flatMap((activation) => [
        {
          name: `${titleOf[activation]}: range of accuracy`,
          quantity: 'difference, with less without',
          values: seeds.map(
            (seed) =>
              rangeOf(accuracies(activation, true, seed)) - rangeOf(accuracies(activation, false, seed)),
          ),
          side: 'below' as const,
          threshold: 0,
        },
        {
          name: `${titleOf[activation]}: lowest accuracy`,
          quantity: 'difference, with less without',
          values: seeds.map(
            (seed) =>
              Math.min(...accuracies(activation, true, seed)) -
              Math.min(...accuracies(activation, false, seed)),
          ),
          side: 'above' as const,
          threshold: 0,
        },
      ]),
      beside: [],
      laws: [
        {
          law: 'BN((a W) x) with epsilon equals BN(W x) with epsilon/a², and so do the gradients times a, to the bit',
          found: `${different} of ${compared} numbers differ`,
          holds: different === 0,
        },
      ],
      panels: [
        ...activations.map((activation) => ({
          title: `${titleOf[activation]} network`,
          x: 'initial weights, times the usual',
          y: 'accuracy',
          logX: true as const,
          lines: [true, false].map((batchNorm) =>
            lineOf(
              batchNorm ? WITH : WITHOUT,
              scale.weightPowers.map((power) => 2 ** power),
              seeds,
              (times, seed) =>
                finalAccuracy(record, trialOf(scale, activation, batchNorm, Math.log2(times), seed)),
            ),
          ),
        })),
        {
          title: 'what epsilon does to the law',
          x: 'a',
          y: 'largest difference',
          logX: true as const,
          logY: true as const,
          lines: [
            lineOf(
              WITH,
              scale.weightPowers.filter((power) => power !== 0).map((power) => 2 ** power),
              seeds,
              (times, seed) =>
                record(lawTrial(scale, seed)).sameEpsilon[scale.weightPowers.indexOf(Math.log2(times))]!,
            ),
          ],
        },
      ],
    };
  },
};
