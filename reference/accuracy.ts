import type {
  Case,
  Conventions,
  ExpectedGradient,
  ExpectedInference,
  ExpectedTraining,
  Values,
} from '../spec/contract.ts';
import { type Layout, layoutOf } from '../spec/layout.ts';

/**
 * The greatest possible distance between the float64 reference and an oracle that rounds exact results to float64.
 * Stated and proved in accuracy.md; each function gives one bound per value of the result it is about. `exact` is what
 * the oracle expects of the case, `normalized` what it expects of the forward pass without gamma and beta (the z).
 */
const u = 2 ** -53;

/** Below this, underflow may have cost an intermediate product all its bits. */
const underflow = 2 ** -1022;

/** The bounds for a training result. */
export function trainingAccuracy(
  given: Case,
  conventions: Conventions,
  exact: ExpectedTraining,
  normalized: ExpectedTraining,
): ExpectedTraining {
  const layout = layoutOf(given.shape, given.channelAxis);
  const z = normalized.output;
  const spread = spreadOf(given, layout, exact.batchVariance);
  const a = given.exponentialAverageFactor;
  const old = (values: Values, c: number) => 4 * u * Math.abs((1 - a) * values[c]!);
  const c = conventions.runningVarianceCorrection === 1 && layout.m > 1 ? layout.m / (layout.m - 1) : 1;
  return {
    output: exact.output.map((y, position) => {
      const channel = channelOf(layout, position);
      const gamma = Math.abs(given.gamma?.[channel] ?? 1);
      const beta = Math.abs(given.beta?.[channel] ?? 0);
      const q = spread[channel]!.q;
      return (13 * u + 3 * q) * gamma * Math.abs(z[position]!) + u * beta + q * gamma + u * Math.abs(y);
    }),
    batchMean: exact.batchMean.map((mean, k) => 2 * u * Math.abs(mean) + spread[k]!.e),
    batchVariance: exact.batchVariance.map((v, k) => (7 * u + 3 * spread[k]!.q) * v),
    invStd: exact.invStd.map((r, k) => (9 * u + 2 * spread[k]!.q) * r),
    runningMean: exact.runningMean.map(
      (mean, k) =>
        old(given.runningMean, k) +
        4 * u * Math.abs(a * exact.batchMean[k]!) +
        a * spread[k]!.e +
        u * Math.abs(mean),
    ),
    runningVariance: exact.runningVariance.map(
      (variance, k) =>
        old(given.runningVariance, k) +
        (11 * u + 3 * spread[k]!.q) * a * c * exact.batchVariance[k]! +
        u * Math.abs(variance),
    ),
  };
}

/** The bounds for an inference result. */
export function inferenceAccuracy(
  given: Case,
  exact: ExpectedInference,
  normalized: ExpectedInference,
): ExpectedInference {
  const layout = layoutOf(given.shape, given.channelAxis);
  const z = normalized.output;
  return {
    output: exact.output.map((y, position) => {
      const channel = channelOf(layout, position);
      const gamma = Math.abs(given.gamma?.[channel] ?? 1);
      const beta = Math.abs(given.beta?.[channel] ?? 0);
      return 7 * u * gamma * Math.abs(z[position]!) + u * beta + u * Math.abs(y);
    }),
  };
}

/** The bounds for the gradients in training mode. */
export function trainingGradientAccuracy(
  given: Case,
  conventions: Conventions,
  exact: ExpectedGradient,
  normalized: ExpectedTraining,
): ExpectedGradient {
  const layout = layoutOf(given.shape, given.channelAxis);
  const { m } = layout;
  const { output: z, batchVariance, invStd } = normalized;
  const spread = spreadOf(given, layout, batchVariance);
  const sumG = sumOfMagnitudes(layout, given.gradOutput);
  const sumGz = sumOfMagnitudes(layout, given.gradOutput, z);
  const t = batchVariance.map((v, k) => varianceWeight(v, invStd[k]!, m, conventions));
  return {
    gradInput: exact.gradInput.map((gradient, position) => {
      const k = channelOf(layout, position);
      const q = spread[k]!.q;
      const scale = Math.abs(given.gamma?.[k] ?? 1) * invStd[k]!;
      const direct = Math.abs(given.gradOutput[position]!) + Math.abs(exact.gradBeta[k]! / m);
      const size = Math.abs(z[position]!);
      const parts =
        (13 * u + 3 * q) * direct +
        (54 * u + 14 * q) * t[k]! * size * (sumGz[k]! / m) +
        (q * (sumG[k]! + t[k]! * sumGz[k]! + t[k]! * size * sumG[k]!)) / m;
      return scale * parts + u * Math.abs(gradient) + underflow;
    }),
    gradGamma: exact.gradGamma.map(
      (gradient, k) =>
        (14 * u + 4 * spread[k]!.q) * sumGz[k]! +
        spread[k]!.q * sumG[k]! +
        u * Math.abs(gradient) +
        underflow,
    ),
    gradBeta: exact.gradBeta.map((gradient, k) => 2 * u * Math.abs(gradient) + 4 * (m * u) ** 2 * sumG[k]!),
  };
}

/** The bounds for the gradients in inference mode. */
export function inferenceGradientAccuracy(
  given: Case,
  exact: ExpectedGradient,
  normalized: ExpectedInference,
): ExpectedGradient {
  const layout = layoutOf(given.shape, given.channelAxis);
  const addingUp = 4 * (layout.m * u) ** 2;
  const sumG = sumOfMagnitudes(layout, given.gradOutput);
  const sumGz = sumOfMagnitudes(layout, given.gradOutput, normalized.output);
  return {
    gradInput: exact.gradInput.map((gradient) => 7 * u * Math.abs(gradient) + underflow),
    gradGamma: exact.gradGamma.map(
      (gradient, k) => (8 * u + addingUp) * sumGz[k]! + u * Math.abs(gradient) + underflow,
    ),
    gradBeta: exact.gradBeta.map((gradient, k) => 2 * u * Math.abs(gradient) + addingUp * sumG[k]!),
  };
}

/** The e and q of accuracy.md for each channel. */
function spreadOf(given: Case, layout: Layout, batchVariance: Float64Array): { e: number; q: number }[] {
  const sumX = sumOfMagnitudes(layout, given.input);
  return Array.from(batchVariance, (v, k) => {
    if (v === 0) return { e: 0, q: 0 };
    const sigma = Math.sqrt(v);
    const e = 16 * u ** 2 * (sumX[k]! / layout.m) + 8 * (layout.m * u) ** 2 * sigma;
    return { e, q: e / sigma };
  });
}

/** t, from r = 1/sqrt(v' + epsilon) or 1/(sigma' + epsilon), in which case (sigma' + epsilon)/sigma' = 1/(r sigma'). */
function varianceWeight(v: number, r: number, m: number, conventions: Conventions): number {
  const correction = conventions.normalizingVarianceCorrection === 1 && m > 1 ? m / (m - 1) : 1;
  if (conventions.epsilonPlacement === 'inside') return correction;
  return v === 0 ? 0 : correction / (r * Math.sqrt(v * correction));
}

/** sum|a| or sum|a b| for each channel. */
function sumOfMagnitudes(layout: Layout, a: Values, b?: Values): Float64Array {
  const sums = new Float64Array(layout.channels);
  for (let position = 0; position < a.length; position++) {
    const channel = channelOf(layout, position);
    sums[channel] = sums[channel]! + Math.abs(a[position]! * (b?.[position] ?? 1));
  }
  return sums;
}

function channelOf(layout: Layout, position: number): number {
  return Math.floor(position / layout.inner) % layout.channels;
}
