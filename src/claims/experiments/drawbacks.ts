import type { Claim, Condition } from '../claim.ts';
import { denseNetwork, lineOf, usualSetup, WITH, WITHOUT } from '../paired.ts';
import type { Scale } from '../scales.ts';
import type { CompanyRecord, CompanyTrial } from '../trials/company.ts';
import type { TrainingTrial } from '../trials/training.ts';
import { papers } from './sources.ts';
import { finalAccuracy } from './sweep.ts';

/** One answer in a hundred: fewer do not count as a discrepancy. */
const NOTICEABLE = 0.01;

/** A learning rate that a batch of one row bears without batch norm. */
const GENTLE = 0.01;

const batchTrial = (scale: Scale, batchNorm: boolean, batch: number, seed: number): TrainingTrial => ({
  kind: 'training',
  ...usualSetup(scale, denseNetwork(scale, 'relu', batchNorm), seed),
  batch,
  learningRate: GENTLE,
  steps: 2 * scale.otherSteps,
  every: 2 * scale.otherSteps,
});

const companyTrial = (scale: Scale, batchNorm: boolean, batch: number, seed: number): CompanyTrial => ({
  kind: 'company',
  ...usualSetup(scale, denseNetwork(scale, 'relu', batchNorm), seed),
  batch,
  learningRate: GENTLE,
  steps: 2 * scale.otherSteps,
});

const companies = ({ batch }: Scale) => [4, batch];

export const drawbacks: Claim = {
  id: 'drawbacks',
  saying:
    'It has drawbacks: small batches, other answers in inference, rows that depend on each other, stale statistics',
  hypothesis:
    'Trained with batches of 1 or 2 rows, a network is worse with batch norm than without. In training mode more than one answer in a hundred changes with the company that a row has, and more than one in a hundred is another in inference mode. Where the data change after training, accuracy falls further with batch norm, and running statistics that have seen the new data restore some of it.',
  experiment:
    'A network with ReLUs, at a learning rate of 0.01 that a batch of one row bears. The change of the data is one of light: half the contrast, a quarter added to each pixel. Statistics are refreshed by fifty batches of such rows, without labels and without a step. Without batch norm no answer depends on company or mode, exactly.',
  sources: [papers.wu, papers.group, papers.adabn],
  trials: (scale, seeds) =>
    [false, true].flatMap((batchNorm) =>
      seeds.flatMap((seed) => [
        ...scale.batchSizes.map((batch) => batchTrial(scale, batchNorm, batch, seed)),
        ...companies(scale).map((batch) => companyTrial(scale, batchNorm, batch, seed)),
      ]),
    ),
  findings: (scale, seeds, record) => {
    const small = scale.batchSizes.filter((batch) => batch <= 2);
    const difference = (name: string, numberOf: (norm: boolean, seed: number) => number): Condition => ({
      name,
      quantity: 'difference of accuracy, with less without',
      values: seeds.map((seed) => numberOf(true, seed) - numberOf(false, seed)),
      side: 'below',
      threshold: 0,
    });
    const share = (name: string, batch: number, which: keyof CompanyRecord): Condition => ({
      name: `${name}, batches of ${batch}`,
      quantity: 'share of the answers',
      values: seeds.map((seed) => record(companyTrial(scale, true, batch, seed))[which]),
      side: 'above',
      threshold: NOTICEABLE,
    });
    const plain = seeds.flatMap((seed) =>
      companies(scale).map((batch) => record(companyTrial(scale, false, batch, seed))),
    );
    const usual = (norm: boolean, seed: number) => record(companyTrial(scale, norm, scale.batch, seed));
    return {
      conditions: [
        ...small.map((batch) =>
          difference(`batches of ${batch}: accuracy on the test set`, (norm, seed) =>
            finalAccuracy(record, batchTrial(scale, norm, batch, seed)),
          ),
        ),
        ...companies(scale).flatMap((batch) => [
          share('answers that change with company', batch, 'byCompany'),
          share('answers that change with the mode', batch, 'byMode'),
        ]),
        difference('other light: loss of accuracy', (norm, seed) => {
          const { shifted, accuracy } = usual(norm, seed);
          return shifted - accuracy;
        }),
        {
          name: 'other light: what refreshed statistics restore',
          quantity: 'difference of accuracy',
          values: seeds.map((seed) => usual(true, seed).refreshed - usual(true, seed).shifted),
          side: 'above',
          threshold: 0,
        },
      ],
      beside: [],
      laws: [
        {
          law: 'without batch norm no answer depends on company, mode or refreshed statistics',
          found: `${plain.filter((one) => !isLocal(one)).length} of ${plain.length} networks have such an answer`,
          holds: plain.every(isLocal),
        },
      ],
      panels: [
        {
          title: 'accuracy on the test set, by size of batch',
          x: 'rows in a batch of training',
          y: 'accuracy',
          logX: true,
          lines: [true, false].map((batchNorm) =>
            lineOf(batchNorm ? WITH : WITHOUT, scale.batchSizes, seeds, (batch, seed) =>
              finalAccuracy(record, batchTrial(scale, batchNorm, batch, seed)),
            ),
          ),
        },
      ],
    };
  },
};

function isLocal({ byCompany, byMode, shifted, refreshed }: CompanyRecord): boolean {
  return byCompany === 0 && byMode === 0 && shifted === refreshed;
}
