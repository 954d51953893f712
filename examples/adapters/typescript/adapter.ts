/**
 * Lets bncheck test a batch normalization that TypeScript or JavaScript can reach: bncheck check ./adapter.ts
 *
 * A module needs no protocol: bncheck loads it, takes what it exports as `subject`, and calls run(). No packages.
 */

/** Tensors are dense, the last axis fastest; vectors have one entry per channel. */
interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface Request {
  readonly operation: 'training' | 'inference' | 'trainingGradient' | 'inferenceGradient';
  readonly input: Tensor;
  readonly gradOutput?: Tensor;
  /** Null where there is none. */
  readonly gamma: Float32Array | null;
  readonly beta: Float32Array | null;
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
  readonly epsilon: number;
  readonly channelAxis: number;
  /** The weight of the new batch. */
  readonly exponentialAverageFactor: number;
}

// ==== FILL IN: who you are, what you can do, and your batch normalization ====================================

export const subject = {
  name: 'my batch norm in TypeScript',
  language: 'TypeScript',
  dtype: 'float32',
  operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient'],
  // 1: the running variance takes in v * m / (m - 1); 0: v itself. keep: an empty batch changes no statistics.
  conventions: { runningVarianceCorrection: 1, emptyBatch: 'keep' },
  run: (request: Request) => {
    check(request);
    return batchNorm(request);
  },
};

/** Call your own code here instead. Requests are read-only; each result needs fresh memory. */
function batchNorm(request: Request) {
  const { operation, epsilon, exponentialAverageFactor, gradOutput } = request;
  const { shape, data: x } = request.input;
  const channels = shape[request.channelAxis]!;
  const inner = product(shape.slice(request.channelAxis + 1));
  const m = product(shape.slice(0, request.channelAxis)) * inner;
  const channelOf = (at: number) => Math.floor(at / inner) % channels;
  const gamma = request.gamma ?? new Float32Array(channels).fill(1);
  const beta = request.beta ?? new Float32Array(channels);
  const trains = operation === 'training' || operation === 'trainingGradient';
  const sums = (term: (at: number) => number) => {
    const total = new Float64Array(channels);
    x.forEach((_, at) => {
      total[channelOf(at)]! += term(at);
    });
    return total;
  };

  let mean: ArrayLike<number> = request.runningMean;
  let variance: ArrayLike<number> = request.runningVariance;
  if (trains) {
    // Two passes: a mean of squares less a squared mean would lose all digits.
    const batchMean = sums((at) => x[at]! / m);
    mean = batchMean;
    variance = sums((at) => (x[at]! - batchMean[channelOf(at)]!) ** 2 / m);
  }
  const invStd = Float64Array.from(variance, (v) => 1 / Math.sqrt(v + epsilon));
  const z = Float64Array.from(x, (value, at) => (value - mean[channelOf(at)]!) * invStd[channelOf(at)]!);

  if (gradOutput !== undefined) {
    const g = gradOutput.data;
    const gradBeta = sums((at) => g[at]!);
    const gradGamma = sums((at) => g[at]! * z[at]!);
    const gradInput = x.map((_, at) => {
      const c = channelOf(at);
      // In training the statistics depend on the input, too.
      const through = trains ? (gradBeta[c]! + z[at]! * gradGamma[c]!) / m : 0;
      return gamma[c]! * invStd[c]! * (g[at]! - through);
    });
    const gradients = { gradGamma: Float32Array.from(gradGamma), gradBeta: Float32Array.from(gradBeta) };
    return { gradInput: { shape, data: gradInput }, ...gradients };
  }

  const data = x.map((_, at) => gamma[channelOf(at)]! * z[at]! + beta[channelOf(at)]!);
  if (!trains) return { output: { shape, data } };
  const a = m > 0 ? exponentialAverageFactor : 0;
  const average = (old: Float32Array, batch: ArrayLike<number>, scale: number) =>
    old.map((value, c) => (1 - a) * value + a * batch[c]! * scale);
  return {
    output: { shape, data },
    batchMean: Float32Array.from(mean),
    batchVariance: Float32Array.from(variance),
    invStd: Float32Array.from(invStd),
    runningMean: average(request.runningMean, mean, 1),
    runningVariance: average(request.runningVariance, variance, m / Math.max(m - 1, 1)),
  };
}

// ==== Nothing to change from here on =========================================================================

const product = (sizes: readonly number[]) => sizes.reduce((count, size) => count * size, 1);

/** Refuses bad arguments, by throwing. */
function check(request: Request): void {
  const { input, gradOutput = input, channelAxis, epsilon, exponentialAverageFactor: factor = 0 } = request;
  const channels = input.shape[channelAxis];
  if (channels === undefined) throw new Error(`channelAxis ${channelAxis} is no axis of [${input.shape}]`);
  if (`${gradOutput.shape}` !== `${input.shape}`) throw new Error('gradOutput and input differ in shape');
  if (input.data.length !== product(input.shape)) throw new Error('the input does not fill its shape');
  if (!(epsilon >= 0 && epsilon < Infinity && factor >= 0 && factor <= 1))
    throw new Error('epsilon or exponentialAverageFactor is out of range');
  for (const name of ['gamma', 'beta', 'runningMean', 'runningVariance'] as const) {
    const vector = request[name];
    if (vector && vector.length !== channels) throw new Error(`${name} has not ${channels} entries`);
  }
}
