import type { Architecture } from '../architecture.ts';
import type { Claim } from '../claim.ts';
import {
  activations,
  denseNetwork,
  lineOf,
  logRatio,
  titleOf,
  usualSetup,
  WITH,
  WITHOUT,
} from '../paired.ts';
import type { Scale } from '../scales.ts';
import type { StepTimeTrial } from '../trials/step-time.ts';
import { papers } from './sources.ts';
import { stepsAtBestRate, sweepTrials } from './sweep.ts';

const networks = (scale: Scale): readonly { name: string; architecture: Architecture }[] => [
  ...activations.map((activation) => ({
    name: `dense, ${titleOf[activation]}`,
    architecture: denseNetwork(scale, activation, true),
  })),
  {
    name: 'convolutions, ReLU',
    architecture: { ...denseNetwork(scale, 'relu', true), kind: 'convolution', hidden: scale.convolutions },
  },
];

const trialOf = (scale: Scale, architecture: Architecture, batch: number, seed: number): StepTimeTrial => ({
  kind: 'stepTime',
  ...usualSetup(scale, architecture, seed),
  batch,
  steps: scale.otherSteps,
});

const batchSizes = ({ batch }: Scale) => [batch / 4, batch, 4 * batch];

export const cost: Claim = {
  id: 'cost',
  saying: 'It costs computation',
  hypothesis:
    'A step of training takes longer with batch norm, and so does training up to an accuracy of 90 %.',
  experiment:
    'Both networks train step by step in turns, so that what slows the machine slows both, and the median time of a step is taken. Time to accuracy is that times the steps of claim 2, each network at its own best learning rate. It is also said that batch norm saves computation, which here is the second half of the hypothesis turned round: a condition that is contrary says so. Times are of this package’s kernels and training stack on one core, and the only numbers of this chapter that a seed does not reproduce.',
  sources: [papers.ioffe],
  trials: (scale, seeds) => [
    ...networks(scale).flatMap(({ architecture }) =>
      seeds.map((seed) => trialOf(scale, architecture, scale.batch, seed)),
    ),
    ...batchSizes(scale).flatMap((batch) =>
      seeds.map((seed) => trialOf(scale, denseNetwork(scale, 'relu', true), batch, seed)),
    ),
    ...sweepTrials(scale, seeds, activations),
  ],
  findings: (scale, seeds, record) => ({
    conditions: [
      ...networks(scale).map(({ name, architecture }) => ({
        name: `${name}: time of a step`,
        quantity: 'log2 of the quotient, with by without',
        values: seeds.map((seed) => {
          const time = record(trialOf(scale, architecture, scale.batch, seed));
          return logRatio(time.with, time.without);
        }),
        side: 'above' as const,
        threshold: 0,
      })),
      ...activations.map((activation) => ({
        name: `dense, ${titleOf[activation]}: time to accuracy`,
        quantity: 'log2 of the quotient, with by without',
        values: seeds.map((seed) => {
          const architecture = denseNetwork(scale, activation, true);
          const time = record(trialOf(scale, architecture, scale.batch, seed));
          const steps = (norm: boolean) => stepsAtBestRate(scale, seeds, record, activation, norm, seed);
          return logRatio(time.with * steps(true), time.without * steps(false));
        }),
        side: 'above' as const,
        threshold: 0,
      })),
    ],
    beside: [],
    laws: [],
    panels: [
      {
        title: 'time of a step, dense network with ReLU',
        x: 'rows in a batch',
        y: 'milliseconds',
        logX: true,
        lines: (['with', 'without'] as const).map((which) =>
          lineOf(which === 'with' ? WITH : WITHOUT, batchSizes(scale), seeds, (batch, seed) => {
            return record(trialOf(scale, denseNetwork(scale, 'relu', true), batch, seed))[which];
          }),
        ),
      },
    ],
  }),
};
