/**
 * Bounds of the gradients: the sums in reductions.ts, the training gradient of the input in training-grad-input.ts.
 *
 * Inference: gradInput = gamma r g; gradGamma and gradBeta as in training, with the running statistics.
 */
import type { Case, Conventions } from '../contract.ts';
import { type Layout, layoutOf } from '../layout.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { BoundTerm } from './bound-term.ts';
import { channelMoments } from './channel-moments.ts';
import { runningScale } from './inference-bounds.ts';
import { finiteOrInfinite } from './normalized.ts';
import { type Reductions, reductionsOf } from './reductions.ts';
import { remembered } from './remembered.ts';
import type { Scale } from './scale.ts';
import { statisticsBound } from './statistics-bound.ts';
import { centringFactor, type GradientChannel, gradInputBound } from './training-grad-input.ts';

export interface GradientBounds {
  readonly gradInput: Float64Array;
  readonly gradGamma: Float64Array;
  readonly gradBeta: Float64Array;
}

/** Bounds of the training gradient; infinite where intermediates of a sound subject may overflow. */
export const trainingGradientBounds = remembered(computeTrainingGradientBounds);

function computeTrainingGradientBounds(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
): GradientBounds {
  return gradientBounds(given, (layout, c, bounds) => {
    const channel = trainingChannel(given, layout, c, conventions, arithmetic);
    store(bounds, c, layout.m, channel.reductions, arithmetic);
    const safe = staysInRange(channel, arithmetic);
    eachPosition(layout, c, (at) => {
      const bound = safe ? gradInputBound(given, at, channel, arithmetic) : Number.POSITIVE_INFINITY;
      bounds.gradInput[at] = finiteOrInfinite(bound);
    });
  });
}

/** What the bounds of one channel's training gradient are made of. */
export function trainingChannel(
  given: Case,
  layout: Layout,
  c: number,
  conventions: Conventions,
  arithmetic: Arithmetic,
): GradientChannel {
  const moments = channelMoments(given.input, layout, c);
  const statistics = statisticsBound(moments, given.epsilon, conventions, arithmetic);
  const { centring, scale } = statistics;
  const reductions = reductionsOf(given, layout, c, moments.mean, centring, scale, arithmetic);
  const t = centringFactor(moments, given.epsilon, conventions);
  const f = arithmetic.growth(layout.m);
  return { moments, statistics, reductions, gamma: given.gamma?.[c] ?? 1, f, t, conventions };
}

/** Bounds of the inference gradient. */
export const inferenceGradientBounds = remembered(computeInferenceGradientBounds);

function computeInferenceGradientBounds(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
): GradientBounds {
  return gradientBounds(given, (layout, c, bounds) => {
    const scale = runningScale(given.runningVariance[c]!, given.epsilon, conventions, arithmetic);
    const reductions = reductionsOf(given, layout, c, given.runningMean[c]!, 0, scale, arithmetic);
    store(bounds, c, layout.m, reductions, arithmetic);
    const gamma = Math.abs(given.gamma?.[c] ?? 1);
    eachPosition(layout, c, (at) => {
      const g = Math.abs(given.gradOutput[at]!);
      bounds.gradInput[at] = inferenceGradInputBound(g, gamma, scale, arithmetic);
    });
  });
}

function eachPosition({ outer, channels, inner }: Layout, c: number, visit: (at: number) => void): void {
  for (let o = 0; o < outer; o++) {
    const start = (o * channels + c) * inner;
    for (let at = start; at < start + inner; at++) visit(at);
  }
}

function inferenceGradInputBound(g: number, gamma: number, scale: Scale, arithmetic: Arithmetic): number {
  const limit = arithmetic.largest / 8;
  const r = scale.rHigh;
  const inRange = Math.max(gamma * g * r, gamma * g, gamma * r, g * r) < limit;
  const [rounding, underflow] = inferenceGradInputTerms(g, gamma, scale, arithmetic);
  return inRange ? finiteOrInfinite(rounding.value + underflow.value) : Number.POSITIVE_INFINITY;
}

/** The terms of the bound of gamma r g, for the magnitudes of gamma and g. */
export function inferenceGradInputTerms(
  g: number,
  gamma: number,
  { rHigh }: Scale,
  { u, eta }: Arithmetic,
): readonly [BoundTerm, BoundTerm] {
  return [
    { name: 'rounding of the scale and the products', value: 12 * u * gamma * g * rHigh },
    { name: 'underflow', value: eta * (2 + g + rHigh + gamma) },
  ];
}

function gradientBounds(
  given: Case,
  fill: (layout: Layout, channel: number, bounds: GradientBounds) => void,
): GradientBounds {
  const layout = layoutOf(given.shape, given.channelAxis);
  const bounds = {
    gradInput: new Float64Array(given.input.length),
    gradGamma: new Float64Array(layout.channels),
    gradBeta: new Float64Array(layout.channels),
  };
  for (let c = 0; c < layout.channels; c++) fill(layout, c, bounds);
  return bounds;
}

function store(
  bounds: GradientBounds,
  c: number,
  m: number,
  reductions: Reductions,
  arithmetic: Arithmetic,
): void {
  const rounding = 2 * arithmetic.u * m;
  bounds.gradGamma[c] = finiteOrInfinite(m * reductions.dQ + rounding * Math.abs(reductions.Q));
  bounds.gradBeta[c] = finiteOrInfinite(m * reductions.dP + rounding * Math.abs(reductions.P));
}

/**
 * True where no product that a sound subject forms can overflow: m g, sums with x, gamma r, and r^2 and r^3 in the
 * derivative through the variance.
 */
function staysInRange(
  { moments, statistics, reductions, gamma }: GradientChannel,
  arithmetic: Arithmetic,
): boolean {
  const limit = arithmetic.largest / 8;
  const g = Math.abs(gamma) * reductions.maxAbsGradient;
  const r = statistics.scale.rHigh;
  const x = moments.maxAbs;
  const largest = Math.max(
    r ** 3,
    moments.m * g * Math.max(1, r) * Math.max(1, r) * Math.max(1, x),
    moments.m * reductions.maxAbsGradient * Math.max(1, x) * Math.max(1, r ** 3),
    Math.abs(gamma) * r * Math.max(1, x),
    g * r ** 3 * Math.max(1, x * x) * moments.m,
  );
  return largest < limit;
}
