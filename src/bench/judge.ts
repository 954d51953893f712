/**
 * Whether a result is batch norm at all: who answers wrongly is not timed.
 *
 * It is no conformance test (that is the suite's work), but its bounds are derived as well. They are first-order ones for data whose
 * mean is not large beside their deviation, which these are, and hold for float32 sums in any order, one pass or two. With
 * u = 2^-24, m elements a channel, A = mean|x|, X = max|x|, G = max|g|, r = 1/sqrt(v + epsilon) and Z = (X + |mu|) r, which
 * is at least every |z| before x and mu cancel:
 *
 *   dmu = u ((m + 1) A + |mu|)                         m - 1 additions, a division, rounding the result
 *   dv  = u ((m + 4) (v + mu^2) + 2 mu^2) + 2 |mu| dmu  mean(x^2) - mu^2; two passes are within it
 *   rho = dv / (2 (v + epsilon)) + 6u                  relative error of r: the sum, the root, the quotient
 *   dz  = r dmu + Z (rho + 4u)
 *   output:    |gamma| dz + 4u (|gamma| Z + |beta|)
 *   gradBeta:  m u sum|g|
 *   gradGamma: sum|g| ((m + 8) u Z + dz)
 *   gradInput: |gamma| r ((G + (1 + Z^2) mean|g|) (rho + (m + 16) u) + 2 Z dz mean|g|)
 *
 * In inference mu and r come from given numbers: dmu = dv = 0.
 */
import { layoutOf } from '../../spec/layout.ts';
import type { BenchData } from './bench-data.ts';
import type { BenchResult } from './bench-subject.ts';
import type { BenchOperation } from './bench-task.ts';
import { type ChannelTruth, eachElement } from './channel-truth.ts';

const u = 2 ** -24;

/** The first number that is wrong, in a sentence; null where all are right. `truths` are those of the data. */
export function whatIsWrong(
  operation: BenchOperation,
  data: BenchData,
  truths: readonly ChannelTruth[],
  result: BenchResult,
): string | null {
  const layout = layoutOf(data.tensorShape, data.channelAxis);
  const laws = truths.map((truth, c) => lawOf(operation, data, truth, c, layout.m));
  const isGradient = operation === 'trainingGradient';
  const name = isGradient ? 'gradInput' : 'output';
  const values = result[name];
  if (values?.length !== data.input.length) {
    return `${name} has ${values?.length ?? 'no'} numbers and not ${data.input.length}`;
  }
  let wrong: string | null = null;
  const judge = (quantity: string, at: number, actual: number, expected: number, bound: number) => {
    // Written so that NaN is wrong.
    if (Math.abs(actual - expected) <= bound || wrong !== null) return;
    wrong = `${quantity}[${at}] is ${actual} and not ${expected}`;
  };
  const { input, gradOutput } = data;
  eachElement(layout, (c, at) => {
    const { centre, slope, ofGradient, offset, bound } = laws[c]!;
    const g = isGradient ? gradOutput[at]! : 0;
    judge(name, at, values[at]!, slope * (input[at]! - centre) + ofGradient * g + offset, bound);
  });
  if (!isGradient) return wrong;
  laws.forEach(({ gradGamma, gradBeta, gradGammaBound, gradBetaBound }, c) => {
    judge('gradGamma', c, result.gradGamma?.[c] ?? Number.NaN, gradGamma, gradGammaBound);
    judge('gradBeta', c, result.gradBeta?.[c] ?? Number.NaN, gradBeta, gradBetaBound);
  });
  return wrong;
}

/** All that an operation does to one channel: value = slope (x - centre) + ofGradient g + offset. */
interface ChannelLaw {
  readonly centre: number;
  readonly slope: number;
  readonly ofGradient: number;
  readonly offset: number;
  /** Of each value. */
  readonly bound: number;
  readonly gradGamma: number;
  readonly gradBeta: number;
  readonly gradGammaBound: number;
  readonly gradBetaBound: number;
}

function lawOf(
  operation: BenchOperation,
  data: BenchData,
  truth: ChannelTruth,
  c: number,
  m: number,
): ChannelLaw {
  const given = operation === 'inference';
  const centre = given ? data.runningMean[c]! : truth.mean;
  const variance = given ? data.runningVariance[c]! : truth.variance;
  const gamma = data.gamma[c]!;
  const beta = data.beta[c]!;
  const { gradientSize } = truth;
  const { abs } = Math;

  const dmu = given ? 0 : u * ((m + 1) * truth.meanSize + abs(centre));
  const square = centre * centre;
  const dv = given ? 0 : u * ((m + 4) * (variance + square) + 2 * square) + 2 * abs(centre) * dmu;
  const r = 1 / Math.sqrt(variance + data.epsilon);
  const rho = dv / (2 * (variance + data.epsilon)) + 6 * u;
  const Z = (truth.largest + abs(centre)) * r;
  const dz = r * dmu + Z * (rho + 4 * u);

  const gradGamma = truth.products * r;
  const gradients = {
    gradGamma,
    gradBeta: truth.gradients,
    gradGammaBound: gradientSize * ((m + 8) * u * Z + dz),
    gradBetaBound: m * u * gradientSize,
  };
  if (operation !== 'trainingGradient') {
    const bound = abs(gamma) * dz + 4 * u * (abs(gamma) * Z + abs(beta));
    return { centre, slope: gamma * r, ofGradient: 0, offset: beta, bound, ...gradients };
  }
  const mean = gradientSize / m;
  const terms = truth.largestGradient + (1 + Z * Z) * mean;
  return {
    centre,
    slope: -gamma * r * r * (gradGamma / m),
    ofGradient: gamma * r,
    offset: -gamma * r * (truth.gradients / m),
    bound: abs(gamma) * r * (terms * (rho + (m + 16) * u) + 2 * Z * dz * mean),
    ...gradients,
  };
}
