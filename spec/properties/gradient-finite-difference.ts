/**
 * Central differences of the subject's own forward, with their error bounded.
 *
 * Along x + t d, one channel's loss phi(t) = sum(g y) is a function of one variable in closed form: with w = x - mean(x),
 * e = d - mean(d), v(t) = mean((w + t e)^2) = v + 2 t mean(w e) + t^2 mean(e^2),
 *
 *   phi(t) = gamma (sum(g w) + t sum(g e)) r(v(t)) + beta sum(g).
 *
 * So the truncation error T = (phi(h) - phi(-h))/2h - phi'(0) is known, not guessed: it is evaluated here and taken off the difference.
 * What remains is rounding: |g| times the bounds of both outputs over 2h, and the bound of its gradient. x, x + h d and x - h d
 * are made exact in float32 by taking x and h on one grid, with d in {-1, 0, 1}. h is about u^(1/3)/r, where truncation and
 * rounding balance.
 */

import { cases } from '../arbitraries/cases.ts';
import { type Random, randomFrom } from '../arbitraries/random.ts';
import { channelMoments } from '../bounds/channel-moments.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { finiteOrInfinite } from '../bounds/normalized.ts';
import { correctionFactor, invStdOf } from '../bounds/scale.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { Case, Conventions } from '../contract.ts';
import { ownRounding } from '../law.ts';
import { type Layout, layoutOf, positionOf } from '../layout.ts';
import { onGrid } from '../on-grid.ts';
import type { Property } from '../property.ts';
import { judge } from '../verdict.ts';

/** The gradient that a subject gives is the gradient of what it computes. */
export const gradientFiniteDifference: Property = {
  requirement: 'BN-GRAD-FINITE-DIFFERENCE',
  needs: ['training', 'trainingGradient'],
  cases: cases({
    gamma: 'present',
    beta: 'present',
    minElementsPerChannel: 2,
    moderate: true,
    minChannels: 2,
    maxElements: 36,
    // Far from zero, with many elements or a few large ones, the rounding of the output drowns the difference.
    valueClasses: ['normal', 'nearEpsilon', 'exact', 'sparse', 'pixels', 'integers', 'ramp', 'heavyTailed'],
  }),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const layout = layoutOf(given.shape, given.channelAxis);
    const { unit, values } = onGrid(given.input, layout, 21);
    const base: Case = { ...given, input: values };
    const random = randomFrom(given.variation);
    const direction = directionOf(base, layout, random);
    const steps = unit.map((u, c) => stepOf(base, layout, c, u, conventions, arithmetic.u));
    const moved = (sign: number): Case => {
      const channelOf = (at: number) => Math.floor(at / layout.inner) % layout.channels;
      return { ...base, input: values.map((x, at) => x + sign * steps[channelOf(at)]! * direction[at]!) };
    };
    const [forward, backward] = [moved(1), moved(-1)];
    const high = (await context.training(forward)).output.data;
    const low = (await context.training(backward)).output.data;
    const gradient = (await context.trainingGradient(base)).gradInput.data;
    const highBounds = trainingBounds(forward, conventions, arithmetic).output;
    const lowBounds = trainingBounds(backward, conventions, arithmetic).output;
    const gradientBounds = trainingGradientBounds(base, conventions, arithmetic).gradInput;
    const differences = new Float64Array(layout.channels);
    const derivatives = new Float64Array(layout.channels);
    const bounds = new Float64Array(layout.channels);
    for (let c = 0; c < layout.channels; c++) {
      const h = steps[c]!;
      let rounding = 0;
      let magnitudes = 0;
      for (let j = 0; j < layout.m; j++) {
        const at = positionOf(layout, c, j);
        const g = base.gradOutput[at]!;
        const d = direction[at]!;
        differences[c] = differences[c]! + (g * (high[at]! - low[at]!)) / (2 * h);
        derivatives[c] = derivatives[c]! + gradient[at]! * d;
        if (g !== 0) rounding += (Math.abs(g) * (highBounds[at]! + lowBounds[at]!)) / (2 * h);
        if (d !== 0) rounding += gradientBounds[at]!;
        magnitudes +=
          (Math.abs(g) * (Math.abs(high[at]!) + Math.abs(low[at]!))) / h + Math.abs(gradient[at]! * d);
      }
      const truncation = truncationOf(base, layout, c, direction, h, conventions);
      differences[c] = differences[c]! - truncation.error;
      const bound = rounding + truncation.lost + ownRounding(layout.m, magnitudes);
      bounds[c] = finiteOrInfinite(bound);
    }
    const comparison = compare(
      'directional derivative',
      derivatives,
      differences,
      bounds,
      arithmetic.largest,
    );
    return judge(
      comparison,
      "gradInput along a direction is the central difference of the subject's own output",
    );
  },
};

/** -1, 0 or 1 for each element: at random, or away from the mean, where the variance changes most and its derivative shows. */
function directionOf(given: Case, layout: Layout, random: Random): Float32Array {
  const direction = given.input.map(() => random.integer(-1, 1));
  for (let c = 0; c < layout.channels; c++) {
    if (random.chance(1 / 3)) continue;
    const { mean } = channelMoments(given.input, layout, c);
    for (let j = 0; j < layout.m; j++) {
      const at = positionOf(layout, c, j);
      if (random.chance(7 / 8)) direction[at] = Math.sign(given.input[at]! - mean);
    }
  }
  return direction;
}

/** A power of two near u^(1/3)/r that is a whole number of grid units, so that x + h d stays exact. */
function stepOf(
  given: Case,
  layout: Layout,
  c: number,
  unit: number,
  conventions: Conventions,
  u: number,
): number {
  const moments = channelMoments(given.input, layout, c);
  const r = scaleOf(moments.variance, layout.m, given, conventions);
  const wanted = Math.cbrt(u) / r;
  const power = 2 ** Math.round(Math.log2(Number.isFinite(wanted) && wanted > 0 ? wanted : 1));
  return Math.min(Math.max(power, unit), unit * 2 ** 21);
}

function scaleOf(variance: number, m: number, given: Case, conventions: Conventions): number {
  const normalizing = variance * correctionFactor(m, conventions.normalizingVarianceCorrection);
  return invStdOf(normalizing, given.epsilon, conventions);
}

/** T, and what float64 loses in evaluating it. */
function truncationOf(
  given: Case,
  layout: Layout,
  c: number,
  direction: ArrayLike<number>,
  h: number,
  conventions: Conventions,
): { error: number; lost: number } {
  const { m } = layout;
  const moments = channelMoments(given.input, layout, c);
  let meanD = 0;
  for (let j = 0; j < m; j++) meanD += direction[positionOf(layout, c, j)]! / m;
  let cross = 0;
  let square = 0;
  let gw = 0;
  let ge = 0;
  let magnitude = 0;
  for (let j = 0; j < m; j++) {
    const at = positionOf(layout, c, j);
    const w = given.input[at]! - moments.mean;
    const e = direction[at]! - meanD;
    const g = given.gradOutput[at]!;
    cross += (w * e) / m;
    square += (e * e) / m;
    gw += g * w;
    ge += g * e;
    magnitude += Math.abs(g) * (Math.abs(w) + h * Math.abs(e) + Math.abs(moments.mean));
  }
  const { variance } = moments;
  const scaleAt = (t: number) =>
    scaleOf(Math.max(variance + 2 * t * cross + t * t * square, 0), m, given, conventions);
  const gamma = given.gamma?.[c] ?? 1;
  const r = scaleOf(variance, m, given, conventions);
  const derivative = ge * r + gw * slopeOf(variance, cross, m, given, conventions);
  const difference = ((gw + h * ge) * scaleAt(h) - (gw - h * ge) * scaleAt(-h)) / (2 * h);
  const lost = (ownRounding(m, magnitude) * Math.max(r, scaleAt(h), scaleAt(-h))) / h;
  return { error: gamma * (difference - derivative), lost: 4 * Math.abs(gamma) * lost };
}

/** d r / dt at t = 0, where dv/dt = 2 cross: -f cross r^3 with epsilon inside, -f cross r^2 / sigma outside. */
function slopeOf(variance: number, cross: number, m: number, given: Case, conventions: Conventions): number {
  const factor = correctionFactor(m, conventions.normalizingVarianceCorrection);
  const r = scaleOf(variance, m, given, conventions);
  if (conventions.epsilonPlacement === 'inside') return -factor * cross * r ** 3;
  const sigma = Math.sqrt(variance * factor);
  return sigma === 0 ? 0 : (-factor * cross * r * r) / sigma;
}
