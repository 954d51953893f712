/**
 * BN((a W) x) = BN(W x), and what epsilon does to it.
 *
 * Of a W x the mean is a mean(W x) and the variance a^2 v. So with epsilon the exact law is
 *
 *   BN_epsilon((a W) x) = sign(a) BN_(epsilon / a^2)(W x) before gamma and beta.
 *
 * With a a power of two, multiplying by a rounds nothing (but for underflow): products, sums, their roundings and the square root of a^2 y
 * scale exactly, so both sides are the same bits, if epsilon / a^2 is one number of the format too, as a power of two times
 * epsilon is. The gradient with respect to a W is that with respect to W by a, to the bit. With the same epsilon on both sides they
 * differ by the factor sqrt((v + epsilon) / (v + epsilon / a^2)), which is not 1 but where a^2 v is far above epsilon.
 */
import { randomFrom } from '../../../spec/arbitraries/random.ts';
import { firstDifference } from '../../../spec/compare.ts';
import { EPSILON } from '../architecture.ts';
import { sliceOf } from '../data/batches.ts';
import { type DataName, featuresOf } from '../data/data-set.ts';
import { split } from '../data/split.ts';
import type { Laboratory } from '../laboratory.ts';
import { batchNormLayer } from '../stack/batch-norm.ts';
import { dense } from '../stack/dense.ts';

export interface ScaleLawTrial {
  readonly kind: 'scaleLaw';
  readonly data: DataName;
  readonly rows: number;
  readonly units: number;
  /** log2 of a. */
  readonly powers: readonly number[];
  readonly seed: number;
}

export interface ScaleLawRecord {
  /** Elements of output and of the gradient of the weights that are not the same bits, of how many. */
  readonly different: number;
  readonly compared: number;
  /** For each power: the largest difference of two outputs with the same epsilon. */
  readonly sameEpsilon: readonly number[];
}

export function runScaleLaw(trial: ScaleLawTrial, laboratory: Laboratory): ScaleLawRecord {
  const { training } = split(laboratory.data(trial.data), trial.rows, 0, 3 * trial.seed);
  const random = randomFrom(3 * trial.seed + 1);
  const { inputs } = sliceOf(training, 0, trial.rows);
  const features = featuresOf(training);
  const weights = Float32Array.from({ length: features * trial.units }, () => random.normal() / 16);
  const gradOutput = Float32Array.from({ length: trial.rows * trial.units }, () => random.normal());
  const run = (a: number, epsilon: number) => {
    const { kernels, multiply } = laboratory;
    const scaled = weights.map((w) => a * w);
    const options = { inputs: features, outputs: trial.units, weights: scaled, bias: false, first: true };
    const linear = dense(options, multiply);
    const norm = batchNormLayer(
      { channels: trial.units, inner: 1, epsilon, exponentialAverageFactor: 0 },
      kernels,
    );
    const output = norm.forward(linear.forward(inputs, trial.rows, 'training'), trial.rows, 'training');
    linear.backward(norm.backward(gradOutput));
    return { output, gradient: linear.parameters[0]!.gradient };
  };
  let [different, compared] = [0, 0];
  const sameEpsilon = trial.powers.map((power) => {
    const a = 2 ** power;
    const scaled = run(a, EPSILON);
    const exact = run(1, EPSILON / a ** 2);
    different += differences(scaled.output, exact.output);
    different += differences(
      scaled.gradient.map((g) => g * a),
      exact.gradient,
    );
    compared += scaled.output.length + scaled.gradient.length;
    const plain = run(1, EPSILON).output;
    return scaled.output.reduce((worst, y, i) => Math.max(worst, Math.abs(y - plain[i]!)), 0);
  });
  return { different, compared, sameEpsilon };
}

/** How many elements differ in their bits. */
function differences(a: Float32Array, b: Float32Array): number {
  if (firstDifference(a, b) < 0) return 0;
  return a.reduce((sum, x, i) => sum + (Object.is(x, b[i]) ? 0 : 1), 0);
}
