/**
 * Where epsilon is added, which variance normalizes, and whether training takes the statistics of its batch.
 *
 * One training call. With epsilon 1 and m = 3 the factor that multiplies the deviations is 1/sqrt(v+1), 1/(sqrt(v)+1), and
 * the same with 3/2 v: they differ by tens of percent, where the bounds are some 1e-6. The running statistics, which are far
 * from those of the batch, would give other deviations altogether.
 */
import { inferenceBounds } from '../../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Conventions } from '../../../spec/contract.ts';
import { decide, type Hypothesis } from '../decide.ts';
import { type Finding, partOf, unable } from '../finding.ts';
import type { Findings } from '../identified.ts';
import type { Lab } from '../lab.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

interface Normalization {
  readonly statistics: 'batch' | 'running';
  readonly epsilonPlacement: Conventions['epsilonPlacement'];
  /** Null where the running statistics normalize, which nothing corrects. */
  readonly normalizingVarianceCorrection: Conventions['normalizingVarianceCorrection'] | null;
}

export const placementTexts = {
  inside: 'inside the root, 1/sqrt(v + epsilon)',
  outside: 'outside the root, 1/(sqrt(v) + epsilon)',
} as const;

export const correctionTexts = { 0: 'biased, not corrected', 1: 'corrected by m/(m-1)' } as const;

export const placements = ['inside', 'outside'] as const;
export const corrections = [0, 1] as const;

export async function normalization(
  lab: Lab,
): Promise<Pick<Findings, 'trainingStatistics' | 'epsilonPlacement' | 'normalizingVarianceCorrection'>> {
  const finding = await normalizationOf(lab);
  return {
    trainingStatistics: partOf(
      finding,
      ({ statistics }) => statistics,
      ({ statistics }) =>
        statistics === 'batch' ? 'those of the batch' : 'the running statistics, as in inference',
    ),
    epsilonPlacement: partOf(
      finding,
      ({ epsilonPlacement }) => epsilonPlacement,
      ({ epsilonPlacement }) => placementTexts[epsilonPlacement],
    ),
    normalizingVarianceCorrection: correctionOf(finding),
  };
}

function correctionOf(finding: Finding<Normalization>): Findings['normalizingVarianceCorrection'] {
  if (finding.kind !== 'found') return finding;
  const { normalizingVarianceCorrection: value } = finding.value;
  if (value === null) return unable('training does not normalize by the variance of its batch');
  return { ...finding, value, text: correctionTexts[value] };
}

async function normalizationOf(lab: Lab): Promise<Finding<Normalization>> {
  const given = lab.arrange(plainChannels, plainSettings);
  const reply = await lab.call('training', given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const actual = reply.result.output.data;
  const { oracle, arithmetic } = lab;

  const byBatch = placements.flatMap((epsilonPlacement) =>
    corrections.map((normalizingVarianceCorrection): Hypothesis<Normalization> => {
      const conventions = { ...lab.conventions, epsilonPlacement, normalizingVarianceCorrection };
      const corrected = normalizingVarianceCorrection === 1 ? 'corrected' : 'biased';
      return {
        value: { statistics: 'batch', epsilonPlacement, normalizingVarianceCorrection },
        text: `the batch's statistics, ${corrected} variance, epsilon ${epsilonPlacement} the root`,
        predictions: [
          {
            actual,
            expected: oracle.training(given, conventions).output,
            bounds: trainingBounds(given, conventions, arithmetic).output,
          },
        ],
      };
    }),
  );
  const byRunning = placements.map((epsilonPlacement): Hypothesis<Normalization> => {
    const conventions = { ...lab.conventions, epsilonPlacement };
    return {
      value: { statistics: 'running', epsilonPlacement, normalizingVarianceCorrection: null },
      text: `the running statistics, epsilon ${epsilonPlacement} the root`,
      predictions: [
        {
          actual,
          expected: oracle.inference(given, conventions).output,
          bounds: inferenceBounds(given, conventions, arithmetic),
        },
      ],
    };
  });
  return decide(
    [...byBatch, ...byRunning],
    arithmetic.largest,
    'training with epsilon 1, 3 elements a channel',
  );
}
