/**
 * How training moves the running statistics: the weight of the new batch, and the correction of its variance.
 *
 * The training call of `normalization` has a factor of 5/16, running statistics far from those of the batch, and m = 3. The running
 * mean tells the weight: 5/16, its complement 11/16, 1 (replaced) or 0 (not moved) give means that differ by a fifth of the distance
 * to the batch. Under that weight the running variance tells whether 3/2 v enters or v. Where training does not show them, a layer
 * is asked for its state after one training step.
 */
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Case, Conventions, ExpectedTraining, Values } from '../../../spec/contract.ts';
import { decide, type Hypothesis } from '../decide.ts';
import { type Finding, unable } from '../finding.ts';
import type { Findings } from '../identified.ts';
import type { Lab } from '../lab.ts';
import { corrections, correctionTexts } from './normalization.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

export type Weight = 'as asked' | 'complement' | 'all' | 'none';

const asked = plainSettings.exponentialAverageFactor;

const texts: Readonly<Record<Weight, string>> = {
  'as asked': 'the weight of the new batch, as asked',
  complement: 'its complement weighs the new batch',
  all: 'ignored: the new batch replaces the running statistics',
  none: 'ignored: training leaves the running statistics',
};

/** What weighs the new batch where a factor is asked for. */
export function weightOf(weight: Weight, factor: number): number {
  switch (weight) {
    case 'as asked':
      return factor;
    case 'complement':
      return 1 - factor;
    case 'all':
      return 1;
    case 'none':
      return 0;
  }
}

export async function runningUpdate(
  lab: Lab,
): Promise<Pick<Findings, 'exponentialAverageFactor' | 'runningVarianceCorrection'>> {
  const given = lab.arrange(plainChannels, plainSettings);
  const shown = await runningAfterTraining(lab, given);
  if ('unable' in shown) return answer(unable(shown.unable), unable(shown.unable));
  const { arithmetic } = lab;
  const evidence = `training with factor ${asked}`;
  const predict = (quantity: keyof Shown, factor: number, conventions: Conventions) => {
    const weighed = { ...given, exponentialAverageFactor: factor };
    const expected: ExpectedTraining = lab.oracle.training(weighed, conventions);
    const bounds = trainingBounds(weighed, conventions, arithmetic);
    return [{ actual: shown[quantity], expected: expected[quantity], bounds: bounds[quantity] }];
  };

  const byWeight = (Object.keys(texts) as Weight[]).map((value): Hypothesis<Weight> => {
    const predictions = predict('runningMean', weightOf(value, asked), lab.conventions);
    return { value, text: texts[value], predictions };
  });
  const judged = decide(byWeight, arithmetic.largest, evidence);
  const weight: Finding<Weight> =
    judged.kind === 'none'
      ? { kind: 'none', text: `${evidence}: ${measuredWeight(given, shown.runningMean)}` }
      : judged;
  if (weight.kind !== 'found') return answer(weight, unable('the weight of the new batch is not known'));
  if (weight.value === 'none') return answer(weight, unable('training leaves the running statistics'));

  const factor = weightOf(weight.value, asked);
  const byCorrection = corrections.map((runningVarianceCorrection): Hypothesis<0 | 1> => {
    const conventions = { ...lab.conventions, runningVarianceCorrection };
    const text = correctionTexts[runningVarianceCorrection];
    return {
      value: runningVarianceCorrection,
      text,
      predictions: predict('runningVariance', factor, conventions),
    };
  });
  return answer(weight, decide(byCorrection, arithmetic.largest, `${evidence}, 3 elements a channel`));
}

function answer(
  exponentialAverageFactor: Findings['exponentialAverageFactor'],
  runningVarianceCorrection: Findings['runningVarianceCorrection'],
) {
  return { exponentialAverageFactor, runningVarianceCorrection };
}

interface Shown {
  readonly runningMean: Values;
  readonly runningVariance: Values;
}

async function runningAfterTraining(lab: Lab, given: Case): Promise<Shown | { readonly unable: string }> {
  const reply = await lab.call('training', given);
  if ('unable' in reply) return reply;
  if ('refused' in reply) return { unable: reply.refused };
  const { runningMean, runningVariance } = reply.result;
  if (runningMean !== undefined && runningVariance !== undefined) return { runningMean, runningVariance };
  if (!lab.offers('sequence')) return { unable: 'training does not show the running statistics' };
  const input = { shape: given.shape, data: given.input.slice() };
  const layer = await lab.sequence(given, [{ call: 'training', input }, { call: 'getState' }]);
  if ('unable' in layer) return layer;
  if ('refused' in layer) return { unable: layer.refused };
  const state = layer.result.steps[1]!;
  if (state.runningMean === undefined || state.runningVariance === undefined) {
    return { unable: 'neither training nor the layer shows the running statistics' };
  }
  return { runningMean: state.runningMean, runningVariance: state.runningVariance };
}

/** What weighs the new batch in the first channel, for a factor that nothing known explains. */
function measuredWeight(given: Case, runningMean: Values): string {
  const { x, runningMean: old } = plainChannels[0]!;
  const batch = x.reduce((sum, value) => sum + value, 0) / x.length;
  const measured = (runningMean[0]! - old!) / (batch - old!);
  if (!Number.isFinite(measured)) return `the running mean becomes ${runningMean[0]}`;
  return `the new batch weighs ${measured.toPrecision(4)} where ${given.exponentialAverageFactor} was asked`;
}
