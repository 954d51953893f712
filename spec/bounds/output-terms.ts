import type { Case, Conventions } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Arithmetic } from './arithmetic.ts';
import { channelMoments } from './channel-moments.ts';
import { runningScale } from './inference-bounds.ts';
import { type Scale, statisticsBound } from './scale.ts';

/** One summand of a bound, by the error that it allows for. */
export interface BoundTerm {
  readonly name: string;
  readonly value: number;
}

/**
 * The terms of the bound of one element of the training output, the largest first; they sum to the bound.
 *
 * They tell what a sound subject could have lost where: an error far beyond all of them has another cause.
 */
export function trainingOutputTerms(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
  at: number,
): readonly BoundTerm[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  const channel = Math.floor(at / layout.inner) % layout.channels;
  const moments = channelMoments(given.input, layout, channel);
  const statistics = statisticsBound(moments, given.epsilon, conventions, arithmetic);
  return terms(given, channel, at, moments.mean, statistics.mean, statistics.scale, arithmetic);
}

/** The terms of the bound of one element of the inference output, the largest first. */
export function inferenceOutputTerms(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
  at: number,
): readonly BoundTerm[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  const channel = Math.floor(at / layout.inner) % layout.channels;
  const scale = runningScale(given.runningVariance[channel]!, given.epsilon, conventions, arithmetic);
  return terms(given, channel, at, given.runningMean[channel]!, 0, scale, arithmetic);
}

function terms(
  given: Case,
  channel: number,
  at: number,
  mean: number,
  dMean: number,
  scale: Scale,
  { u, eta }: Arithmetic,
): readonly BoundTerm[] {
  const x = given.input[at]!;
  const signedGamma = given.gamma?.[channel] ?? 1;
  const gamma = Math.abs(signedGamma);
  const beta = given.beta?.[channel] ?? 0;
  const deviation = Math.abs(x - mean);
  const z = (x - mean) * scale.r;
  const magnitudes = Math.abs(x) + Math.abs(mean);
  const rounding = 8 * u * (deviation + dMean) * scale.rHigh + 2 * u * Math.abs(z);
  const all: readonly BoundTerm[] = [
    { name: 'error of the mean', value: gamma * dMean * scale.rHigh },
    { name: 'error of the scale', value: gamma * deviation * scale.dr },
    { name: 'rounding of the normalized value', value: gamma * rounding },
    { name: 'cancellation in a folded a x + b', value: gamma * 4 * u * magnitudes * scale.rHigh },
    { name: 'rounding with beta', value: 3 * u * Math.abs(beta) + 2 * u * Math.abs(signedGamma * z + beta) },
    {
      name: 'underflow',
      value: (gamma + 1) * eta * (2 + 2 * scale.rHigh + magnitudes) + eta * (4 + Math.abs(z)),
    },
  ];
  return all.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
}
