/**
 * What the bound of one element is made of: the errors that a sound subject may have made, the largest first. They sum to the
 * bound where it is finite. An error far beyond all of them has another cause.
 */
import type { Case, Conventions } from '../contract.ts';
import { type Layout, layoutOf } from '../layout.ts';
import { affineTerms } from './affine.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type BoundTerm, inOrder } from './bound-term.ts';
import { channelMoments } from './channel-moments.ts';
import { inferenceGradInputTerms, trainingChannel } from './gradient-bounds.ts';
import { runningScale } from './inference-bounds.ts';
import { normalizedBound } from './normalized.ts';
import { gradientSumTerms, reductionsOf } from './reductions.ts';
import { runningBounds } from './running-bounds.ts';
import type { Scale } from './scale.ts';
import { statisticsBound } from './statistics-bound.ts';
import { gradInputTerms } from './training-grad-input.ts';

/** The case, and where in it the bound is: the position in the result, and the channel. */
interface Place {
  readonly given: Case;
  readonly conventions: Conventions;
  readonly arithmetic: Arithmetic;
  readonly layout: Layout;
  readonly at: number;
  readonly channel: number;
}

type TermsAt = (place: Place) => readonly BoundTerm[];

/** The quantities that are as large as the input; the others have one number for each channel. */
const tensors = ['output', 'inferenceOutput', 'gradInput', 'inference gradInput'];

/** By the names that mismatches have. */
const termsByQuantity: Readonly<Record<string, TermsAt>> = {
  output: (place) => {
    const { centring, scale } = statisticsAt(place);
    return outputTerms(place, momentsAt(place).mean, centring, scale);
  },
  inferenceOutput: (place) =>
    outputTerms(place, place.given.runningMean[place.channel]!, 0, runningScaleAt(place)),
  batchMean: (place) => statisticsAt(place).meanTerms,
  batchVariance: (place) => statisticsAt(place).varianceTerms,
  invStd: (place) => {
    const { dr, rounding } = statisticsAt(place).scale;
    return [
      { name: 'error of the variance', value: dr - rounding },
      { name: 'rounding of the root and the division', value: rounding },
    ];
  },
  runningMean: (place) => runningAt(place).mean.terms,
  runningVariance: (place) => runningAt(place).variance.terms,
  gradInput: (place) => gradInputTerms(place.given, place.at, gradientAt(place), place.arithmetic),
  gradGamma: (place) => {
    const { Q, dQTerms } = gradientAt(place).reductions;
    return gradientSumTerms(Q, dQTerms, place.layout.m, place.arithmetic);
  },
  gradBeta: (place) => {
    const { P, dPTerms } = gradientAt(place).reductions;
    return gradientSumTerms(P, dPTerms, place.layout.m, place.arithmetic);
  },
  'inference gradInput': (place) => {
    const { given, channel, at, arithmetic } = place;
    const gamma = Math.abs(given.gamma?.[channel] ?? 1);
    return inferenceGradInputTerms(Math.abs(given.gradOutput[at]!), gamma, runningScaleAt(place), arithmetic);
  },
  'inference gradGamma': (place) => {
    const { Q, dQTerms } = runningReductionsAt(place);
    return gradientSumTerms(Q, dQTerms, place.layout.m, place.arithmetic);
  },
  'inference gradBeta': (place) => {
    const { P, dPTerms } = runningReductionsAt(place);
    return gradientSumTerms(P, dPTerms, place.layout.m, place.arithmetic);
  },
};

/** The quantities that have terms. */
export const quantitiesWithTerms: readonly string[] = Object.keys(termsByQuantity);

/** The terms of the bound of a quantity at a position; none for a quantity that is not known. */
export function boundTermsOf(
  quantity: string,
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
  at: number,
): readonly BoundTerm[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  const channel = tensors.includes(quantity) ? Math.floor(at / layout.inner) % layout.channels : at;
  return inOrder(termsByQuantity[quantity]?.({ given, conventions, arithmetic, layout, at, channel }) ?? []);
}

function momentsAt({ given, layout, channel }: Place) {
  return channelMoments(given.input, layout, channel);
}

function statisticsAt(place: Place) {
  const { given, conventions, arithmetic } = place;
  return statisticsBound(momentsAt(place), given.epsilon, conventions, arithmetic);
}

function runningAt(place: Place) {
  const { given, channel, conventions, arithmetic } = place;
  return runningBounds(given, channel, momentsAt(place), statisticsAt(place), conventions, arithmetic);
}

function runningScaleAt({ given, channel, conventions, arithmetic }: Place): Scale {
  return runningScale(given.runningVariance[channel]!, given.epsilon, conventions, arithmetic);
}

function gradientAt({ given, layout, channel, conventions, arithmetic }: Place) {
  return trainingChannel(given, layout, channel, conventions, arithmetic);
}

function runningReductionsAt(place: Place) {
  const { given, layout, channel, arithmetic } = place;
  const mean = given.runningMean[channel]!;
  return reductionsOf(given, layout, channel, mean, 0, runningScaleAt(place), arithmetic);
}

function outputTerms(place: Place, mean: number, centring: number, scale: Scale): readonly BoundTerm[] {
  const { given, at, channel, arithmetic } = place;
  const normalized = normalizedBound(given.input[at]!, mean, centring, scale, arithmetic);
  const [gamma, beta] = [given.gamma?.[channel] ?? 1, given.beta?.[channel] ?? 0];
  return affineTerms(normalized, gamma, beta, arithmetic);
}
