import type { Case, Conventions } from '../../../spec/contract.ts';
import { inverse, type Quadratic, quadraticProduct, quadraticSum, scaled, signOf } from './quadratic.ts';
import { minus, one, over, plus, type Rational, rational, sign, times, total, zero } from './rational.ts';

/**
 * Batch normalization of one channel, exactly, in numbers a + b sqrt(q), straight from its definition: every deviation
 * is worked out, and gradInput is the sum over the whole Jacobian. Finite numbers only, and at least one element.
 * A result that has no finite value is null.
 */
export interface RationalChannel {
  readonly x: readonly Rational[];
  readonly g: readonly Rational[];
  readonly gamma: Rational;
  readonly beta: Rational;
  readonly runningMean: Rational;
  readonly runningVariance: Rational;
  readonly epsilon: Rational;
  readonly exponentialAverageFactor: Rational;
}

/** The only channel of a case with one channel. */
export function rationalChannel(given: Case, conventions: Conventions): RationalChannel {
  return {
    x: Array.from(given.input, rational),
    g: Array.from(given.gradOutput, rational),
    gamma: rational(given.gamma?.[0] ?? 1),
    beta: rational(given.beta?.[0] ?? 0),
    runningMean: rational(given.runningMean[0]!),
    runningVariance: rational(given.runningVariance[0]!),
    epsilon: rational(Math.max(given.epsilon, conventions.epsilonFloor)),
    exponentialAverageFactor: rational(given.exponentialAverageFactor),
  };
}

const count = (n: number): Rational => ({ n: BigInt(n), d: 1n });
const plain = (a: Rational): Quadratic => ({ a, b: zero, q: zero });

/** 1/s and the root w in s: both are sqrt(v + epsilon), or s = sqrt(v) + epsilon with w = sqrt(v). */
function rootsOf(v: Rational, epsilon: Rational, conventions: Conventions) {
  const inside = conventions.epsilonPlacement === 'inside';
  const w: Quadratic = { a: zero, b: one, q: inside ? plus(v, epsilon) : v };
  const s = inside ? w : { ...w, a: epsilon };
  return { w, r: signOf(s) === 0 ? null : inverse(s) };
}

/** mean, deviations from it, biased variance, and the divisor n of the variance that normalizes. */
function momentsOf(x: readonly Rational[], conventions: Conventions) {
  const m = x.length;
  const mean = over(total(x), count(m));
  const d = x.map((value) => minus(value, mean));
  const squares = total(d.map((value) => times(value, value)));
  const n = count(conventions.normalizingVarianceCorrection === 1 && m > 1 ? m - 1 : m);
  return { m, mean, d, squares, n };
}

export function rationalTraining(channel: RationalChannel, conventions: Conventions) {
  const { gamma, beta, epsilon, exponentialAverageFactor: weight } = channel;
  const { m, mean, d, squares, n } = momentsOf(channel.x, conventions);
  const { r } = rootsOf(over(squares, n), epsilon, conventions);
  const variance = over(squares, count(m));
  const entering =
    conventions.runningVarianceCorrection === 1 && m > 1 ? over(squares, count(m - 1)) : variance;
  const updated = (old: Rational, batch: Rational) => {
    if (m === 1 && conventions.oneElement === 'keep') return plain(old);
    return plain(plus(times(minus(one, weight), old), times(weight, batch)));
  };
  const undefinedVariance =
    m === 1 && conventions.oneElement === 'nan' && conventions.runningVarianceCorrection === 1;
  return {
    output: d.map((value) => r && quadraticSum(scaled(r, times(gamma, value)), { ...r, a: beta, b: zero })),
    batchMean: [plain(mean)],
    batchVariance: [plain(variance)],
    invStd: [r],
    runningMean: [updated(channel.runningMean, mean)],
    runningVariance: [undefinedVariance ? null : updated(channel.runningVariance, entering)],
  };
}

/** gradInput_j = sum over i of g_i dy_i/dx_j, with dy_i/dx_j = gamma (([i = j] - 1/m) / s - d_i d_j / (n s^2 w)). */
export function rationalTrainingGradient(channel: RationalChannel, conventions: Conventions) {
  const { g, gamma, epsilon } = channel;
  const { m, d, squares, n } = momentsOf(channel.x, conventions);
  const { w, r } = rootsOf(over(squares, n), epsilon, conventions);
  const bend =
    r && sign(w.q) !== 0 ? scaled(quadraticProduct(quadraticProduct(r, r), inverse(w)), over(one, n)) : null;
  const derivative = (i: number, j: number): Quadratic => {
    const direct = scaled(r!, minus(i === j ? one : zero, over(one, count(m))));
    const all = bend ? quadraticSum(direct, scaled(bend, times(d[i]!, times(d[j]!, count(-1))))) : direct;
    return scaled(all, gamma);
  };
  const gradInput = g.map((_, j) => {
    if (r === null) return null;
    return g.map((value, i) => scaled(derivative(i, j), value)).reduce(quadraticSum);
  });
  const sum = total(g.map((value, i) => times(value, d[i]!)));
  return { gradInput, gradGamma: [r && scaled(r, sum)], gradBeta: [plain(total(g))] };
}

export function rationalInference(channel: RationalChannel, conventions: Conventions) {
  const { x, gamma, beta, runningMean } = channel;
  const { r } = rootsOf(channel.runningVariance, channel.epsilon, conventions);
  const output = x.map((value) => {
    const moved = times(gamma, minus(value, runningMean));
    return r && quadraticSum(scaled(r, moved), { ...r, a: beta, b: zero });
  });
  return { output };
}

export function rationalInferenceGradient(channel: RationalChannel, conventions: Conventions) {
  const { x, g, gamma, runningMean } = channel;
  const { r } = rootsOf(channel.runningVariance, channel.epsilon, conventions);
  const sum = total(g.map((value, i) => times(value, minus(x[i]!, runningMean))));
  return {
    gradInput: g.map((value) => r && scaled(r, times(gamma, value))),
    gradGamma: [r && scaled(r, sum)],
    gradBeta: [plain(total(g))],
  };
}
