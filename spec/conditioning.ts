import { channelMoments } from './bounds/channel-moments.ts';
import { correctionFactor, invStdOf } from './bounds/scale.ts';
import type { Case, Conventions, Dtype, Values } from './contract.ts';
import { precisionOf } from './half-formats.ts';
import { type Layout, layoutOf, positionOf } from './layout.ts';

/** How accurate one channel of a quantity came out, at its conditioning. */
export interface Measurement {
  readonly quantity: string;
  /** floor(log10(kappa)), from 0 (kappa below 10) to 9 (and above). */
  readonly decade: number;
  /** Right bits of the worst element, relative to the channel's largest expected magnitude; at most the dtype's precision. */
  readonly bits: number;
  /** False where every bound of the channel is as large as what it bounds: then a pass shows nothing. */
  readonly telling: boolean;
}

/** Kappa = mean|x| invStd: how much larger the data are than what normalization makes of them. */
export function conditioningOf(
  given: Case,
  layout: Layout,
  channel: number,
  conventions: Conventions,
): number {
  const moments = channelMoments(given.input, layout, channel);
  const normalizing =
    moments.variance * correctionFactor(moments.m, conventions.normalizingVarianceCorrection);
  return moments.meanAbs * invStdOf(normalizing, given.epsilon, conventions);
}

/**
 * Raises the scale of gradients to that of the parts they are made of: gradients of normalization cancel, exactly so in a
 * constant channel, and what is left says nothing of the bits that went in.
 */
function addParts(
  quantity: string,
  given: Case,
  layout: Layout,
  conventions: Conventions,
  scale: Float64Array,
): void {
  for (let c = 0; c < layout.channels; c++) {
    const { variance, maxDeviation } = channelMoments(given.input, layout, c);
    const normalizing = variance * correctionFactor(layout.m, conventions.normalizingVarianceCorrection);
    const r = invStdOf(normalizing, given.epsilon, conventions);
    let largest = 0;
    let sum = 0;
    for (let j = 0; j < layout.m; j++) {
      const g = Math.abs(given.gradOutput[positionOf(layout, c, j)]!);
      largest = Math.max(largest, g);
      sum += g;
    }
    const gamma = Math.abs(given.gamma?.[c] ?? 1);
    const part = quantity.endsWith('gradInput')
      ? gamma * r * largest
      : sum * (quantity.endsWith('gradGamma') ? maxDeviation * r : 1);
    if (Number.isFinite(part)) scale[c] = Math.max(scale[c]!, part);
  }
}

/**
 * Measures a quantity channel by channel; channels with nothing finite to compare, or an expected value of zero throughout, tell
 * nothing and are left out.
 */
export function measure(
  quantity: string,
  given: Case,
  conventions: Conventions,
  dtype: Dtype,
  actual: Values,
  expected: Values,
  bounds: Values,
): readonly Measurement[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  const isTensor = actual.length !== layout.channels || layout.m === 1;
  const worst = new Float64Array(layout.channels);
  const scale = new Float64Array(layout.channels);
  const tightest = new Float64Array(layout.channels).fill(Number.POSITIVE_INFINITY);
  for (let at = 0; at < actual.length; at++) {
    if (bounds[at] === Number.POSITIVE_INFINITY) continue;
    const channel = isTensor ? Math.floor(at / layout.inner) % layout.channels : at;
    tightest[channel] = Math.min(tightest[channel]!, bounds[at]!);
    worst[channel] = Math.max(worst[channel]!, Math.abs(actual[at]! - expected[at]!));
    scale[channel] = Math.max(scale[channel]!, Math.abs(expected[at]!));
  }
  const measurements: Measurement[] = [];
  if (/grad[A-Z]/.test(quantity)) addParts(quantity, given, layout, conventions, scale);
  for (let c = 0; c < layout.channels; c++) {
    if (!(scale[c]! > 0)) continue;
    const kappa = conditioningOf(given, layout, c, conventions);
    if (Number.isNaN(kappa)) continue;
    const decade = Math.min(Math.max(Math.floor(Math.log10(kappa)), 0), 9);
    const right = worst[c] === 0 ? precisionOf[dtype] : Math.log2(scale[c]! / worst[c]!);
    const bits = Math.min(Math.max(right || 0, 0), precisionOf[dtype]);
    measurements.push({ quantity, decade, bits, telling: tightest[c]! < scale[c]! });
  }
  return measurements;
}
