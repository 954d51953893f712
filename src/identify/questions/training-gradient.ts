/**
 * Whose derivative the gradients are.
 *
 * The gradients of the probe of `normalization`, compared with those of a forward pass under each convention. With P = mean(g) and
 * Q = mean(g z), gradInput = gamma r (g - P - t z Q), where t is 1 only for the biased variance with epsilon inside the root. A library
 * with another forward pass may well keep t = 1 with the r and z of its own: then its gradients are not the derivative of anything.
 * What that would be follows from what the oracle expects, E = A - t B: A = gamma r (g - P) is the inference gradient of g - P with the
 * statistics of the batch, and A - B = A - (A - E)/t.
 */
import { channelMoments } from '../../../spec/bounds/channel-moments.ts';
import { trainingGradientBounds } from '../../../spec/bounds/gradient-bounds.ts';
import { correctionFactor } from '../../../spec/bounds/scale.ts';
import { centringFactor } from '../../../spec/bounds/training-grad-input.ts';
import type { Case, Conventions } from '../../../spec/contract.ts';
import { layoutOf, positionOf } from '../../../spec/layout.ts';
import { decide, type Hypothesis } from '../decide.ts';
import { type Finding, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';
import { corrections, placements } from './normalization.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

export interface GradientOf extends Pick<Conventions, 'epsilonPlacement' | 'normalizingVarianceCorrection'> {
  /** `own`: the derivative of such a forward pass. `paper`: its statistics in the formula of the paper, which is not. */
  readonly formula: 'own' | 'paper';
}

export async function trainingGradientOf(lab: Lab): Promise<Finding<GradientOf>> {
  const given = lab.arrange(plainChannels, plainSettings);
  const reply = await lab.call('trainingGradient', given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const actual = reply.result.gradInput.data;
  const hypotheses = placements.flatMap((epsilonPlacement) =>
    corrections.flatMap((normalizingVarianceCorrection): readonly Hypothesis<GradientOf>[] => {
      const conventions = { ...lab.conventions, epsilonPlacement, normalizingVarianceCorrection };
      const value = { epsilonPlacement, normalizingVarianceCorrection };
      const expected = lab.oracle.trainingGradient(given, conventions).gradInput;
      const bounds = trainingGradientBounds(given, conventions, lab.arithmetic).gradInput;
      const whose = whoseForward(lab, conventions);
      const own: Hypothesis<GradientOf> = {
        value: { ...value, formula: 'own' },
        text: `of ${whose}`,
        predictions: [{ actual, expected, bounds }],
      };
      if (epsilonPlacement === 'inside' && normalizingVarianceCorrection === 0) return [own];
      const text = `the paper's formula with the statistics of ${whose}, of which it is not the derivative`;
      const predictions = [{ actual, ...paperFormula(lab, given, conventions, expected, bounds) }];
      return [own, { value: { ...value, formula: 'paper' }, text, predictions }];
    }),
  );
  return decide(hypotheses, lab.arithmetic.largest, 'the training gradient');
}

function whoseForward({ settled, conventions }: Lab, of: Conventions): string {
  const { epsilonPlacement, normalizingVarianceCorrection } = of;
  const known = settled.includes('epsilonPlacement') && settled.includes('normalizingVarianceCorrection');
  const own =
    epsilonPlacement === conventions.epsilonPlacement &&
    normalizingVarianceCorrection === conventions.normalizingVarianceCorrection;
  if (known && own) return 'its own forward pass';
  const variance = normalizingVarianceCorrection === 1 ? 'corrected' : 'biased';
  return `${known ? 'another' : 'a'} forward pass, with ${variance} variance and epsilon ${epsilonPlacement} the root`;
}

/** The formula with t = 1, and the bounds with t; eight float64 roundings of the terms are added for what is computed here. */
function paperFormula(
  { oracle }: Lab,
  given: Case,
  conventions: Conventions,
  expected: Float64Array,
  bounds: Float64Array,
) {
  const layout = layoutOf(given.shape, given.channelAxis);
  const { batchMean, batchVariance } = oracle.training(given, conventions);
  const { gradBeta } = oracle.trainingGradient(given, conventions);
  const factor = correctionFactor(layout.m, conventions.normalizingVarianceCorrection);
  const centred = new Float64Array(given.gradOutput.length);
  const t = new Float64Array(given.gradOutput.length);
  for (let c = 0; c < layout.channels; c++) {
    const ofChannel = centringFactor(channelMoments(given.input, layout, c), given.epsilon, conventions);
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      centred[at] = given.gradOutput[at]! - gradBeta[c]! / layout.m;
      t[at] = ofChannel;
    }
  }
  // Oracles read arrays of either dtype.
  const constants = {
    ...given,
    gradOutput: centred,
    runningMean: batchMean,
    runningVariance: batchVariance.map((variance) => variance * factor),
  } as unknown as Case;
  const withoutQ = oracle.inferenceGradient(constants, conventions).gradInput;
  return {
    expected: withoutQ.map((a, at) => a - (a - expected[at]!) / t[at]!),
    bounds: bounds.map((b, at) => b + 8 * 2 ** -53 * (Math.abs(withoutQ[at]!) + Math.abs(expected[at]!))),
  };
}
