/**
 * Bound of one element of the training gradient of the input.
 *
 * gradInput = gamma r (g - P - t z Q), with P = mean(g), Q = mean(g z), and t = 1 unless the conventions
 * correct the normalizing variance or put epsilon outside the root. The three parts may cancel, so each
 * part is bounded before they do:
 *
 *   dX  <= |gamma| ( r dCore + dr |g - P - t z Q| )
 *   dCore <= dP + t |z| dQ + t dz (|Q| + dQ) + 16 u (|g| + |P| + t |z Q|)
 *            + t |Q| ( 2 dMean r + u (f + 4) + 8 u (|x| + |mean|) r )
 *
 * and underflow: of each part, and of powers of r that are formed before what they multiply.
 *
 * The last line covers the automatic derivative, whose term through sum(x - mean) is not exactly zero, and the folded
 * form a g + b x + c. r is one common factor of all three parts in every one of these forms, so its error dr multiplies
 * their sum; powers of r taken separately differ by a few u, which the 16 u holds.
 */
import type { Case, Conventions } from '../contract.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { BoundTerm } from './bound-term.ts';
import type { ChannelMoments } from './channel-moments.ts';
import { normalizedBound } from './normalized.ts';
import type { Reductions } from './reductions.ts';
import { correctionFactor } from './scale.ts';
import type { StatisticsBound } from './statistics-bound.ts';

/** All of a channel that the bound of its elements is made of. */
export interface GradientChannel {
  readonly moments: ChannelMoments;
  readonly statistics: StatisticsBound;
  readonly reductions: Reductions;
  readonly gamma: number;
  /** The growth of a sum over the channel. */
  readonly f: number;
  /** The factor of the centring term. */
  readonly t: number;
  readonly conventions: Conventions;
}

/** What the bound of one element is the sum of. */
interface GradInputParts {
  readonly sum: number;
  readonly products: number;
  readonly normalized: number;
  readonly rounding: number;
  readonly forms: number;
  readonly singular: number;
  readonly scale: number;
  readonly underflow: number;
}

const names: Readonly<Record<keyof GradInputParts, string>> = {
  sum: 'summation of gradOutput',
  products: 'error of mean(gradOutput z)',
  normalized: 'error of the normalized value',
  rounding: 'rounding of the three parts',
  forms: 'other forms of the derivative',
  singular: 'the root at variance 0',
  scale: 'error of the scale',
  underflow: 'underflow',
};

/** The factor t of the centring term: 1, or what the conventions make of it; 0 for a constant channel with epsilon outside. */
export function centringFactor(moments: ChannelMoments, epsilon: number, conventions: Conventions): number {
  const factor = correctionFactor(moments.m, conventions.normalizingVarianceCorrection);
  if (conventions.epsilonPlacement === 'inside') return factor;
  const sigma = Math.sqrt(moments.variance * factor);
  return sigma === 0 ? 0 : (factor * (sigma + Math.max(epsilon, conventions.epsilonFloor))) / sigma;
}

export function gradInputBound(
  given: Case,
  at: number,
  channel: GradientChannel,
  arithmetic: Arithmetic,
): number {
  const { sum, products, normalized, rounding, forms, singular, scale, underflow } = partsOf(
    given,
    at,
    channel,
    arithmetic,
  );
  return sum + products + normalized + rounding + forms + singular + scale + underflow;
}

export function gradInputTerms(
  given: Case,
  at: number,
  channel: GradientChannel,
  arithmetic: Arithmetic,
): readonly BoundTerm[] {
  const parts = Object.entries(partsOf(given, at, channel, arithmetic));
  return parts.map(([part, value]) => ({ name: names[part as keyof GradInputParts], value }));
}

function partsOf(given: Case, at: number, channel: GradientChannel, arithmetic: Arithmetic): GradInputParts {
  const { u, eta } = arithmetic;
  const { moments, statistics, reductions, f, t, conventions } = channel;
  const { scale, centring } = statistics;
  const { P, dP, Q, dQ } = reductions;
  const g = given.gradOutput[at]!;
  const x = given.input[at]!;
  const gamma = Math.abs(channel.gamma);
  const { z, dz } = normalizedBound(x, moments.mean, centring, scale, arithmetic);
  const sizes = Math.abs(g) + Math.abs(P) + t * Math.abs(z * Q);
  const magnitudes = arithmetic.conditioned ? Math.abs(x) + Math.abs(moments.mean) : 0;
  const forms = 2 * centring * scale.rHigh + u * (f + 4) + 8 * u * magnitudes * scale.rHigh;
  const inner = eta * (4 + (1 + Math.abs(z)) * (scale.rHigh + 1) ** 2);
  // r^2 and r^3 taken apart may underflow where the variance is huge: eta, times what multiplies them.
  const deviations = reductions.maxAbsGradient * moments.maxDeviation * Math.abs(x - moments.mean);
  const spans = (1 + Math.abs(Q)) * (1 + Math.abs(x) + Math.abs(moments.mean));
  const outer = eta * 4 * (1 + scale.rHigh + moments.m * sizes + gamma * deviations + (1 + gamma) * spans);
  const factor = gamma * scale.rHigh;
  const outside = conventions.epsilonPlacement === 'outside';
  return {
    sum: factor * dP,
    products: factor * t * Math.abs(z) * dQ,
    normalized: factor * t * dz * (Math.abs(Q) + dQ),
    rounding: factor * 16 * u * sizes,
    forms: factor * t * Math.abs(Q) * forms,
    singular: outside ? factor * singularPart(moments, statistics, reductions, t * z) : 0,
    scale: gamma * scale.dr * Math.abs(g - P - t * z * Q),
    underflow: factor * inner + outer,
  };
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
