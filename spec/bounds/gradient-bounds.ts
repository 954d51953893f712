/**
 * Bounds of the gradients.
 *
 * Training: gradInput = gamma r (g - P - t z Q), with P = mean(g), Q = mean(g z), and t = 1 unless the conventions
 * correct the normalizing variance or put epsilon outside the root. The three parts may cancel, so each
 * part is bounded before they do:
 *
 *   dP  <= u (f + 3) mean|g|
 *   dQ  <= mean(|g| dz) + u (f + 4) mean(|g| (|z| + dz)) + u f mean(|g| (|x| + |mean|)) r      (the last: sum(g x) - mean sum(g))
 *   dX  <= |gamma| ( r dCore + dr |g - P - t z Q| )
 *   dCore <= dP + t |z| dQ + t dz (|Q| + dQ) + 16 u (|g| + |P| + t |z Q|)
 *            + t |Q| ( 2 dMean r + u (f + 4) + 8 u (|x| + |mean|) r )
 *
 * and underflow: of each part, and of powers of r that are formed before what they multiply.
 *
 * The last line covers the automatic derivative, whose term through sum(x - mean) is not exactly zero, and the folded
 * form a g + b x + c. r is one common factor of all three parts in every one of these forms, so its error dr multiplies
 * their sum; powers of r taken separately differ by a few u, which the 16 u holds. gradGamma = m Q and gradBeta = m P.
 *
 * Inference: gradInput = gamma r g; gradGamma and gradBeta as above with the running statistics.
 */
import type { Case, Conventions } from '../contract.ts';
import { type Layout, layoutOf, positionOf } from '../layout.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type ChannelMoments, channelMoments } from './channel-moments.ts';
import { runningScale } from './inference-bounds.ts';
import { finiteOrInfinite, normalizedBound } from './normalized.ts';
import { remembered } from './remembered.ts';
import { correctionFactor, type Scale, type StatisticsBound, statisticsBound } from './scale.ts';

export interface GradientBounds {
  readonly gradInput: Float64Array;
  readonly gradGamma: Float64Array;
  readonly gradBeta: Float64Array;
}

interface Reductions {
  readonly P: number;
  readonly dP: number;
  readonly Q: number;
  readonly dQ: number;
  readonly maxAbsGradient: number;
}

/** Bounds of the training gradient; infinite where intermediates of a sound subject may overflow. */
export const trainingGradientBounds = remembered(computeTrainingGradientBounds);

function computeTrainingGradientBounds(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
): GradientBounds {
  return gradientBounds(given, (layout, c, bounds) => {
    const moments = channelMoments(given.input, layout, c);
    const statistics = statisticsBound(moments, given.epsilon, conventions, arithmetic);
    const reductions = reduce(given, layout, c, moments.mean, statistics.mean, statistics.scale, arithmetic);
    store(bounds, c, layout.m, reductions, arithmetic);
    const t = centringFactor(moments, given.epsilon, conventions);
    const safe = staysInRange(moments, statistics.scale, reductions, given.gamma?.[c] ?? 1, arithmetic);
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      const bound = safe
        ? trainingElement(given, at, c, moments, statistics, reductions, t, conventions, arithmetic)
        : Number.POSITIVE_INFINITY;
      bounds.gradInput[at] = finiteOrInfinite(bound);
    }
  });
}

/** Bounds of the inference gradient. */
export const inferenceGradientBounds = remembered(computeInferenceGradientBounds);

function computeInferenceGradientBounds(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
): GradientBounds {
  const { u, eta, largest } = arithmetic;
  return gradientBounds(given, (layout, c, bounds) => {
    const scale = runningScale(given.runningVariance[c]!, given.epsilon, conventions, arithmetic);
    const gamma = Math.abs(given.gamma?.[c] ?? 1);
    store(
      bounds,
      c,
      layout.m,
      reduce(given, layout, c, given.runningMean[c]!, 0, scale, arithmetic),
      arithmetic,
    );
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      const g = Math.abs(given.gradOutput[at]!);
      const product = gamma * g * scale.rHigh;
      const inRange = Math.max(product, gamma * g, gamma * scale.rHigh, g * scale.rHigh) < largest / 8;
      const underflow = eta * (2 + g + scale.rHigh + gamma);
      bounds.gradInput[at] = inRange
        ? finiteOrInfinite(12 * u * product + underflow)
        : Number.POSITIVE_INFINITY;
    }
  });
}

/** The factor t of the centring term: 1, or what the conventions make of it; 0 for a constant channel with epsilon outside. */
export function centringFactor(moments: ChannelMoments, epsilon: number, conventions: Conventions): number {
  const factor = correctionFactor(moments.m, conventions.normalizingVarianceCorrection);
  if (conventions.epsilonPlacement === 'inside') return factor;
  const sigma = Math.sqrt(moments.variance * factor);
  return sigma === 0 ? 0 : (factor * (sigma + Math.max(epsilon, conventions.epsilonFloor))) / sigma;
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

function reduce(
  given: Case,
  layout: Layout,
  c: number,
  mean: number,
  dMean: number,
  scale: Scale,
  arithmetic: Arithmetic,
): Reductions {
  const { u, eta, largest } = arithmetic;
  const { m } = layout;
  const f = arithmetic.growth(m);
  let sum = 0;
  let sumAbs = 0;
  let sumZ = 0;
  let sumAbsZ = 0;
  let sumZOnly = 0;
  let sumDz = 0;
  let sumFolded = 0;
  let maxFolded = 0;
  let maxAbsGradient = 0;
  for (let j = 0; j < m; j++) {
    const at = positionOf(layout, c, j);
    const g = given.gradOutput[at]!;
    const x = given.input[at]!;
    const { z, dz } = normalizedBound(x, mean, dMean, scale, arithmetic);
    sum += g;
    sumAbs += Math.abs(g);
    sumZ += g * z;
    sumAbsZ += Math.abs(g * z);
    sumZOnly += Math.abs(z);
    sumDz += Math.abs(g) * dz;
    sumFolded += Math.abs(g) * (Math.abs(x) + Math.abs(mean));
    maxFolded = Math.max(maxFolded, Math.abs(x) + Math.abs(mean));
    maxAbsGradient = Math.max(maxAbsGradient, Math.abs(g));
  }
  if (m === 0) return { P: 0, dP: 0, Q: 0, dQ: 0, maxAbsGradient };
  const folded = arithmetic.conditioned ? u * f * sumFolded * scale.rHigh : 0;
  const inRange = Math.max(sumAbs, sumFolded, maxFolded) * Math.max(1, scale.rHigh) < largest / 8;
  const underflow = eta * (4 + 4 * scale.rHigh + sumZOnly / m);
  const dQ = (sumDz + u * (f + 4) * (sumAbsZ + sumDz) + folded) / m + underflow;
  return {
    P: sum / m,
    dP: sumAbs < largest / 8 ? (u * (f + 3) * sumAbs) / m + 3 * eta : Number.POSITIVE_INFINITY,
    Q: sumZ / m,
    dQ: inRange ? dQ : Number.POSITIVE_INFINITY,
    maxAbsGradient,
  };
}

/**
 * True where no product that a sound subject forms can overflow: m g, sums with x, gamma r, and r^2 and r^3 in the
 * derivative through the variance.
 */
function staysInRange(
  moments: ChannelMoments,
  scale: Scale,
  reductions: Reductions,
  gamma: number,
  arithmetic: Arithmetic,
): boolean {
  const limit = arithmetic.largest / 8;
  const g = Math.abs(gamma) * reductions.maxAbsGradient;
  const r = scale.rHigh;
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

function trainingElement(
  given: Case,
  at: number,
  c: number,
  moments: ChannelMoments,
  statistics: StatisticsBound,
  reductions: Reductions,
  t: number,
  conventions: Conventions,
  arithmetic: Arithmetic,
): number {
  const { u, eta } = arithmetic;
  const { scale } = statistics;
  const { P, dP, Q, dQ } = reductions;
  const f = arithmetic.growth(moments.m);
  const g = given.gradOutput[at]!;
  const x = given.input[at]!;
  const gamma = Math.abs(given.gamma?.[c] ?? 1);
  const { z, dz } = normalizedBound(x, moments.mean, statistics.mean, scale, arithmetic);
  const parts = Math.abs(g) + Math.abs(P) + t * Math.abs(z * Q);
  const magnitudes = (Math.abs(x) + Math.abs(moments.mean)) * scale.rHigh;
  const forms = arithmetic.conditioned
    ? t * Math.abs(Q) * (2 * statistics.mean * scale.rHigh + u * (f + 4) + 8 * u * magnitudes)
    : u * (f + 4) * t * Math.abs(Q);
  const centring =
    conventions.epsilonPlacement === 'outside' ? singularPart(moments, statistics, reductions, t * z) : 0;
  const core = dP + t * Math.abs(z) * dQ + t * dz * (Math.abs(Q) + dQ) + 16 * u * parts + forms + centring;
  const underflow = eta * (4 + (1 + Math.abs(z)) * (scale.rHigh + 1) ** 2);
  // r^2 and r^3 taken apart may underflow where the variance is huge: eta, times what multiplies them.
  const deviations = reductions.maxAbsGradient * moments.maxDeviation * Math.abs(x - moments.mean);
  const spans = (1 + Math.abs(Q)) * (1 + Math.abs(x) + Math.abs(moments.mean));
  const outer = eta * 4 * (1 + scale.rHigh + moments.m * parts + gamma * deviations + (1 + gamma) * spans);
  return gamma * (scale.rHigh * (core + underflow) + scale.dr * Math.abs(g - P - t * z * Q)) + outer;
}

/**
 * With epsilon outside the root the derivative of the root is singular at variance 0. Where the variance is known well, t errs as it
 * does, relatively; where rounding may make all of it, the whole centring part is in doubt, the true one and the computed one: each at most r sqrt(m (v + dv)) max|g|.
 */
function singularPart(
  moments: ChannelMoments,
  statistics: StatisticsBound,
  reductions: Reductions,
  tz: number,
): number {
  const relative = statistics.variance / moments.variance;
  if (relative < 1 / 16) return 2 * relative * Math.abs(tz * reductions.Q);
  const sigma = Math.sqrt(moments.variance + statistics.variance);
  return 2 * statistics.scale.rHigh * Math.sqrt(moments.m) * sigma * reductions.maxAbsGradient;
}
