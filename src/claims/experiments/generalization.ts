import type { Claim, Condition, RecordsOf } from '../claim.ts';
import { denseNetwork, lineOf, usualSetup, WITH, WITHOUT } from '../paired.ts';
import type { Scale } from '../scales.ts';
import type { TrainingTrial } from '../trials/training.ts';
import { papers } from './sources.ts';
import { finalAccuracy } from './sweep.ts';

const digitsTrial = (
  scale: Scale,
  batchNorm: boolean,
  trainingRows: number,
  batch: number,
  seed: number,
): TrainingTrial => ({
  kind: 'training',
  ...usualSetup(scale, denseNetwork(scale, 'relu', batchNorm), seed),
  trainingRows,
  batch,
  steps: 2 * scale.otherSteps,
  every: 2 * scale.otherSteps,
});

const irisTrial = (scale: Scale, batchNorm: boolean, seed: number): TrainingTrial => ({
  ...digitsTrial(scale, batchNorm, 60, 20, seed),
  architecture: { ...denseNetwork(scale, 'relu', batchNorm), hidden: [20, 20] },
  data: 'iris',
  testRows: 90,
});

/** The small batch whose noise is asked about. */
const SMALL = 8;

/** Share of the training set that is answered right, less that of the test set. */
function gapOf(record: RecordsOf, trial: TrainingTrial): number {
  return record(trial).trainingAccuracy - finalAccuracy(record, trial);
}

export const generalization: Claim = {
  id: 'generalization',
  saying: 'Generalization improves and overfitting is reduced',
  hypothesis:
    'After the same number of steps the accuracy on the test set is higher with batch norm, and the gap to the accuracy on the training set is smaller; also with small training sets.',
  experiment:
    'A network with ReLUs at a learning rate of 0.1, on training sets of several sizes: all but the largest are learned by heart. The flowers with 60 rows for training. Beside it, whether batch norm regularizes by the noise of small batches: how much the gap grows from batches of 60 to batches of 8, with batch norm less without.',
  sources: [papers.ioffe, papers.luo],
  trials: (scale, seeds) =>
    [false, true].flatMap((batchNorm) =>
      seeds.flatMap((seed) => [
        ...scale.smallSets.map((rows) => digitsTrial(scale, batchNorm, rows, batchFor(scale, rows), seed)),
        digitsTrial(scale, batchNorm, noiseRows(scale), SMALL, seed),
        digitsTrial(scale, batchNorm, noiseRows(scale), batchFor(scale, noiseRows(scale)), seed),
        irisTrial(scale, batchNorm, seed),
      ]),
    ),
  findings: (scale, seeds, record) => {
    const sets = [
      ...scale.smallSets.map((rows) => ({
        name: `${rows} digits`,
        trial: (norm: boolean, seed: number) => digitsTrial(scale, norm, rows, batchFor(scale, rows), seed),
      })),
      { name: '60 flowers', trial: (norm: boolean, seed: number) => irisTrial(scale, norm, seed) },
    ];
    const difference = (numberOf: (norm: boolean, seed: number) => number) =>
      seeds.map((seed) => numberOf(true, seed) - numberOf(false, seed));
    const rows = noiseRows(scale);
    const growth = (norm: boolean, seed: number) =>
      gapOf(record, digitsTrial(scale, norm, rows, SMALL, seed)) -
      gapOf(record, digitsTrial(scale, norm, rows, batchFor(scale, rows), seed));
    return {
      conditions: sets.flatMap(({ name, trial }): readonly Condition[] => [
        {
          name: `${name}: accuracy on the test set`,
          quantity: 'difference, with less without',
          values: difference((norm, seed) => finalAccuracy(record, trial(norm, seed))),
          side: 'above',
          threshold: 0,
        },
        {
          name: `${name}: gap between training and test`,
          quantity: 'difference, with less without',
          values: difference((norm, seed) => gapOf(record, trial(norm, seed))),
          side: 'below',
          threshold: 0,
        },
      ]),
      beside: [
        {
          name: `batches of ${SMALL} instead of ${batchFor(scale, rows)}, ${rows} digits: growth of the gap`,
          quantity: 'difference, with less without',
          values: difference(growth),
          side: 'below',
          threshold: 0,
        },
      ],
      laws: [],
      panels: [
        {
          title: 'accuracy on the test set',
          x: 'rows of training, digits',
          y: 'accuracy',
          logX: true,
          lines: linesOf(scale, seeds, (trial) => finalAccuracy(record, trial)),
        },
        {
          title: 'gap between training and test',
          x: 'rows of training, digits',
          y: 'difference',
          logX: true,
          lines: linesOf(scale, seeds, (trial) => gapOf(record, trial)),
        },
      ],
    };
  },
};

/** The set on which batch sizes are compared: the second smallest, where there is one. */
function noiseRows({ smallSets }: Scale): number {
  return smallSets[1] ?? smallSets[0]!;
}

/** The usual batch, or all rows where there are fewer. */
function batchFor({ batch }: Scale, rows: number): number {
  return Math.min(batch, rows);
}

function linesOf(scale: Scale, seeds: readonly number[], numberOf: (trial: TrainingTrial) => number) {
  return [true, false].map((batchNorm) =>
    lineOf(batchNorm ? WITH : WITHOUT, scale.smallSets, seeds, (rows, seed) =>
      numberOf(digitsTrial(scale, batchNorm, rows, batchFor(scale, rows), seed)),
    ),
  );
}
