/**
 * Which statistics inference normalizes by, and where it adds epsilon.
 *
 * One inference call on the probe of `normalization`, whose running statistics are far from those of its batch.
 */
import { inferenceBounds } from '../../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Conventions } from '../../../spec/contract.ts';
import { decide, type Hypothesis } from '../decide.ts';
import { type Finding, partOf, unable } from '../finding.ts';
import type { Findings } from '../identified.ts';
import type { Lab } from '../lab.ts';
import { placements, placementTexts } from './normalization.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

export interface InferenceStatistics {
  readonly statistics: 'batch' | 'running';
  readonly epsilonPlacement: Conventions['epsilonPlacement'];
}

export async function inferenceStatistics(
  lab: Lab,
): Promise<Pick<Findings, 'inferenceStatistics' | 'epsilonPlacement'>> {
  const finding = await statisticsOf(lab);
  return {
    inferenceStatistics: finding,
    epsilonPlacement: partOf(
      finding,
      ({ epsilonPlacement }) => epsilonPlacement,
      ({ epsilonPlacement }) => placementTexts[epsilonPlacement],
    ),
  };
}

async function statisticsOf(lab: Lab): Promise<Finding<InferenceStatistics>> {
  const given = lab.arrange(plainChannels, plainSettings);
  const reply = await lab.call('inference', given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const actual = reply.result.output.data;
  const { oracle, arithmetic } = lab;
  const hypotheses = placements.flatMap((epsilonPlacement): Hypothesis<InferenceStatistics>[] => {
    const conventions = { ...lab.conventions, epsilonPlacement };
    return [
      {
        value: { statistics: 'running', epsilonPlacement },
        text: `the running statistics, epsilon ${epsilonPlacement} the root`,
        predictions: [
          {
            actual,
            expected: oracle.inference(given, conventions).output,
            bounds: inferenceBounds(given, conventions, arithmetic),
          },
        ],
      },
      {
        value: { statistics: 'batch', epsilonPlacement },
        text: `the statistics of its own batch, epsilon ${epsilonPlacement} the root`,
        predictions: [
          {
            actual,
            expected: oracle.training(given, conventions).output,
            bounds: trainingBounds(given, conventions, arithmetic).output,
          },
        ],
      },
    ];
  });
  return decide(
    hypotheses,
    arithmetic.largest,
    'inference with running statistics far from those of the batch',
  );
}
