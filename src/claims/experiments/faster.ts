import type { ChartLine, Claim, Condition, RecordsOf } from '../claim.ts';
import {
  type Activation,
  activations,
  denseNetwork,
  lineOf,
  logRatio,
  timesOf,
  titleOf,
  usualSetup,
  WITH,
  WITHOUT,
} from '../paired.ts';
import { LEARNING_RATE, type Scale, TARGET } from '../scales.ts';
import type { FigureOneTrial } from '../trials/figure-one.ts';
import { stepsTo, type TrainingTrial } from '../trials/training.ts';
import { papers } from './sources.ts';
import { stepsAtBestRate, sweepTrial, sweepTrials } from './sweep.ts';

const figureTrial = (scale: Scale, batchNorm: boolean, seed: number): FigureOneTrial => {
  const architecture = { ...denseNetwork(scale, 'sigmoid', batchNorm), hidden: scale.largeHidden };
  const setup = { ...usualSetup(scale, architecture, seed), data: scale.largeImages };
  return { kind: 'figureOne', ...setup, steps: scale.figureSteps, every: 2 * scale.every };
};

const irisTrial = (
  scale: Scale,
  activation: Activation,
  batchNorm: boolean,
  seed: number,
): TrainingTrial => ({
  kind: 'training',
  ...usualSetup(scale, { ...denseNetwork(scale, activation, batchNorm), hidden: [20, 20] }, seed),
  data: 'iris',
  trainingRows: 100,
  testRows: 50,
  batch: 20,
  steps: scale.otherSteps,
  every: 5,
});

export const faster: Claim = {
  id: 'faster',
  saying: 'Training is faster',
  hypothesis: `With batch norm fewer steps are needed until ${100 * TARGET} % of the test rows are answered right.`,
  experiment:
    'Figure 1 of Ioffe and Szegedy again: three hidden layers of 100 sigmoids, batches of 60, weights that begin small and bell-shaped, at a learning rate of 0.1, on 8000 digits for 800 steps. The same with narrower networks on digits of half the size and with ReLUs, at that rate and each at its own best rate out of nine over four decades (which the other seeds choose), and on the iris flowers. A training that never arrives counts as infinitely long; where neither does, as equal.',
  sources: [papers.ioffe],
  trials: (scale, seeds) => [
    ...[false, true].flatMap((batchNorm) => seeds.map((seed) => figureTrial(scale, batchNorm, seed))),
    ...sweepTrials(scale, seeds, activations),
    ...activations.flatMap((activation) =>
      [false, true].flatMap((batchNorm) =>
        seeds.map((seed) => irisTrial(scale, activation, batchNorm, seed)),
      ),
    ),
  ],
  findings: (scale, seeds, record) => {
    const condition = (name: string, steps: (batchNorm: boolean, seed: number) => number): Condition => ({
      name,
      quantity: 'log2 of the quotient of steps, with by without',
      values: seeds.map((seed) => logRatio(steps(true, seed), steps(false, seed))),
      side: 'below',
      threshold: 0,
    });
    const stepsOf = (trial: FigureOneTrial | TrainingTrial) => stepsTo(TARGET, record(trial), trial.every);
    return {
      conditions: [
        condition('figure 1: sigmoids, rate 0.1', (norm, seed) => stepsOf(figureTrial(scale, norm, seed))),
        ...activations.flatMap((activation) => [
          condition(`${titleOf[activation]}, rate 0.1`, (norm, seed) =>
            stepsOf(sweepTrial(scale, activation, norm, LEARNING_RATE, seed)),
          ),
          condition(`${titleOf[activation]}, each at its best rate`, (norm, seed) =>
            stepsAtBestRate(scale, seeds, record, activation, norm, seed),
          ),
          condition(`iris: ${titleOf[activation]}, rate 0.1`, (norm, seed) =>
            stepsOf(irisTrial(scale, activation, norm, seed)),
          ),
        ]),
      ],
      beside: [],
      laws: [],
      panels: [
        {
          title: 'figure 1a: accuracy on the test set',
          x: 'steps of training',
          y: 'accuracy',
          lines: [true, false].map((batchNorm) => {
            const { steps, every } = figureTrial(scale, batchNorm, 1);
            return lineOf(
              batchNorm ? WITH : WITHOUT,
              timesOf(steps, every),
              seeds,
              (_, seed, at) => record(figureTrial(scale, batchNorm, seed)).accuracy.at(at)!,
            );
          }),
        },
        ...[false, true].map((batchNorm) => ({
          title: `figure 1${batchNorm ? 'c' : 'b'}: input of one sigmoid, ${batchNorm ? WITH : WITHOUT}`,
          x: 'steps of training',
          y: 'percentiles 15, 50, 85',
          lines: [percentileLine(figureTrial(scale, batchNorm, seeds[0]!), record)],
        })),
      ],
    };
  },
};

/** The percentiles of one training: the middle one as the line, the others as its band. */
function percentileLine(trial: FigureOneTrial, record: RecordsOf): ChartLine {
  const points = record(trial).percentiles.map(([low, middle, high], i) => ({
    x: (i + 1) * trial.every,
    low: low!,
    middle: middle!,
    high: high!,
  }));
  return { name: trial.architecture.batchNorm ? WITH : WITHOUT, points };
}
