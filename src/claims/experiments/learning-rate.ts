import type { Claim, RecordsOf } from '../claim.ts';
import { type Activation, activations, lineOf, titleOf, WITH, WITHOUT } from '../paired.ts';
import type { Scale } from '../scales.ts';
import { papers } from './sources.ts';
import { finalAccuracy, sweepTrial, sweepTrials } from './sweep.ts';

/** What makes a rate usable. */
const USABLE = 0.8;

export const learningRate: Claim = {
  id: 'learning-rate',
  saying: 'Higher learning rates become usable',
  hypothesis: `With batch norm the highest learning rate at which training ends with an accuracy of at least ${USABLE} is higher, and accuracy in the mean of all rates, from 0.001 to 10, is higher too.`,
  experiment:
    'Digits of 14 × 14 pixels, three hidden layers of 50; nine rates over four decades, the same number of steps for all. Where no rate is usable, the highest usable one counts as 0.',
  sources: [papers.ioffe, papers.bjorck],
  trials: (scale, seeds) => sweepTrials(scale, seeds, activations),
  findings: (scale, seeds, record) => ({
    conditions: activations.flatMap((activation) => [
      {
        name: `${titleOf[activation]}: highest usable rate`,
        quantity: 'log10 of the quotient, with by without',
        values: seeds.map((seed) => {
          const [a, b] = [true, false].map((norm) => highestUsable(scale, record, activation, norm, seed));
          return a === b ? 0 : Math.log10(a! / b!);
        }),
        side: 'above' as const,
        threshold: 0,
      },
      {
        name: `${titleOf[activation]}: mean accuracy over all rates`,
        quantity: 'difference, with less without',
        values: seeds.map(
          (seed) =>
            meanAccuracy(scale, record, activation, true, seed) -
            meanAccuracy(scale, record, activation, false, seed),
        ),
        side: 'above' as const,
        threshold: 0,
      },
    ]),
    beside: [],
    laws: [],
    panels: activations.map((activation) => ({
      title: `${titleOf[activation]} network`,
      x: 'learning rate',
      y: 'accuracy',
      logX: true as const,
      lines: [true, false].map((batchNorm) =>
        lineOf(batchNorm ? WITH : WITHOUT, scale.learningRates, seeds, (rate, seed) =>
          finalAccuracy(record, sweepTrial(scale, activation, batchNorm, rate, seed)),
        ),
      ),
    })),
  }),
};

function highestUsable(
  scale: Scale,
  record: RecordsOf,
  activation: Activation,
  batchNorm: boolean,
  seed: number,
): number {
  const usable = scale.learningRates.filter(
    (rate) => finalAccuracy(record, sweepTrial(scale, activation, batchNorm, rate, seed)) >= USABLE,
  );
  return Math.max(0, ...usable);
}

function meanAccuracy(
  scale: Scale,
  record: RecordsOf,
  activation: Activation,
  batchNorm: boolean,
  seed: number,
): number {
  const accuracies = scale.learningRates.map((rate) =>
    finalAccuracy(record, sweepTrial(scale, activation, batchNorm, rate, seed)),
  );
  return accuracies.reduce((sum, share) => sum + share, 0) / accuracies.length;
}
