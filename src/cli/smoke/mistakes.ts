/**
 * Mistakes that people make in adapters, each as what would come out of it: the oracle's answer to a changed case, changed
 * once more on its way back. What a subject answers is compared with each.
 */
import {
  answer,
  each,
  readColumns,
  swapResult,
  swappedInputs,
  withCase,
  withConventions,
  withResult,
  writeColumns,
  type Mistake,
} from './act-out.ts';

const forward = ['training', 'inference'] as const;
const gradients = ['trainingGradient', 'inferenceGradient'] as const;

const LITTLE = 'Tensors travel as little-endian bytes, on every machine.';
const ROWS = 'Tensors are row-major: the last axis varies fastest.';

export const mistakes: readonly Mistake[] = [
  {
    text: 'Everything is NaN. Look for a division by zero, for memory that is read before it is filled, and for numbers that are read as another type.',
    everywhere: true,
    answer: withResult(each(() => Number.NaN)),
  },
  {
    text: 'Everything is 0. Look for a result buffer that is sent before it is filled, or that the call does not write to.',
    everywhere: true,
    answer: withResult(each(() => 0)),
  },
  {
    text: `It reads and writes bytes in the wrong order (big-endian). ${LITTLE}`,
    everywhere: true,
    answer: (setting) => swapResult(withCase(swappedInputs(setting.dtype))(setting), setting.dtype),
  },
  {
    text: `It reads bytes in the wrong order (big-endian), and writes them in the right one. ${LITTLE}`,
    everywhere: true,
    answer: (setting) => withCase(swappedInputs(setting.dtype))(setting),
  },
  {
    text: `It writes bytes in the wrong order (big-endian), and reads them in the right one. ${LITTLE}`,
    everywhere: true,
    answer: (setting) => swapResult(answer(setting), setting.dtype),
  },
  {
    text: `It reads and writes tensors in column-major order: transposed. ${ROWS}`,
    everywhere: true,
    answer: (setting) => writeColumns(withCase(readColumns)(setting), setting),
  },
  {
    text: `It reads tensors in column-major order: transposed. ${ROWS}`,
    everywhere: true,
    answer: withCase(readColumns),
  },
  {
    text: `It writes tensors in column-major order: transposed. ${ROWS}`,
    everywhere: true,
    answer: withResult(writeColumns),
  },
  {
    text: 'It answers the request before this one. Look for a buffer that is sent before it is filled anew, for a cache that does not see the new values, and for replies that come out of order.',
    everywhere: true,
    answer: (setting) => answer({ ...setting, given: setting.before }),
  },
  {
    text: 'It gives its input back unchanged.',
    of: forward,
    answer: withResult((fields, { given }) => ({ ...fields, output: given.input })),
  },
  {
    text: 'gamma and beta are swapped: gamma scales, beta is added.',
    answer: withCase(({ gamma, beta }) => ({ gamma: beta, beta: gamma })),
  },
  { text: 'gamma is left out.', answer: withCase(() => ({ gamma: null })) },
  { text: 'beta is left out.', of: forward, answer: withCase(() => ({ beta: null })) },
  {
    text: 'gamma and beta are left out.',
    of: forward,
    answer: withCase(() => ({ gamma: null, beta: null })),
  },
  {
    text: 'epsilon is left out, or is a small default: the one of the request is added to the variance, under the root.',
    answer: withCase(() => ({ epsilon: 0 })),
  },
  { text: 'epsilon is added twice.', answer: withCase(({ epsilon }) => ({ epsilon: 2 * epsilon })) },
  {
    text: 'epsilon is added to the root, not under it. If that is what your library means, declare epsilonPlacement "outside" in conventions.',
    answer: withConventions(({ epsilonPlacement }) => ({
      epsilonPlacement: epsilonPlacement === 'inside' ? 'outside' : 'inside',
    })),
  },
  {
    text: 'runningMean and runningVariance are swapped.',
    of: ['inference', 'inferenceGradient'],
    answer: withCase(({ runningMean, runningVariance }) => ({
      runningMean: runningVariance,
      runningVariance: runningMean,
    })),
  },
  {
    text: 'It takes runningVariance for a standard deviation.',
    of: ['inference', 'inferenceGradient'],
    answer: withCase(({ runningVariance }) => ({ runningVariance: runningVariance.map((v) => v * v) })),
  },
  {
    text: 'Inference normalizes by the statistics of the batch: it runs in training mode. It must use runningMean and runningVariance.',
    of: ['inference'],
    answer: ({ given, conventions, oracle }) => ({ output: oracle.training(given, conventions).output }),
  },
  {
    text: 'Training normalizes by the running statistics: it runs in inference mode. It must use the mean and variance of the batch.',
    of: ['training'],
    answer: (setting) => ({
      ...answer(setting),
      output: setting.oracle.inference(setting.given, setting.conventions).output,
    }),
  },
  {
    text: 'It normalizes by the variance times m/(m-1). If that is what your library means, declare normalizingVarianceCorrection 1.',
    of: ['training', 'trainingGradient'],
    answer: withConventions(() => ({ normalizingVarianceCorrection: 1 })),
  },
  {
    text: 'The running statistics weigh old and new the wrong way round: exponentialAverageFactor is the weight of the new batch. Where your library calls the weight of the old statistics momentum, give it 1 - exponentialAverageFactor.',
    of: ['training'],
    answer: withCase(({ exponentialAverageFactor }) => ({
      exponentialAverageFactor: 1 - exponentialAverageFactor,
    })),
  },
  {
    text: 'The running statistics come back as they were given: return them as they are after the call.',
    of: ['training'],
    answer: withCase(() => ({ exponentialAverageFactor: 0 })),
  },
  {
    text: 'The running statistics that come back are those of the batch alone: exponentialAverageFactor is not used.',
    of: ['training'],
    answer: withCase(() => ({ exponentialAverageFactor: 1 })),
  },
  {
    text: 'The running statistics move by a factor of 0.1, a default, and not by exponentialAverageFactor.',
    of: ['training'],
    answer: withCase(() => ({ exponentialAverageFactor: 0.1 })),
  },
  {
    text: 'The running variance takes in the other variance than declared: runningVarianceCorrection is 1 where it is scaled by m/(m-1), else 0.',
    of: ['training'],
    answer: withConventions(({ runningVarianceCorrection }) => ({
      runningVarianceCorrection: runningVarianceCorrection === 1 ? 0 : 1,
    })),
  },
  {
    text: 'runningMean and runningVariance come back swapped.',
    of: ['training'],
    answer: withResult((fields) => ({
      ...fields,
      runningMean: fields.runningVariance!,
      runningVariance: fields.runningMean!,
    })),
  },
  {
    text: 'batchVariance is invStd, or the other way round: batchVariance is the plain variance, invStd is 1/sqrt(variance + epsilon).',
    of: ['training'],
    answer: withResult((fields) => ({
      ...fields,
      batchVariance: fields.invStd!,
      invStd: fields.batchVariance!,
    })),
  },
  {
    text: 'batchVariance is a standard deviation: it is to be its square, the mean of squared deviations.',
    of: ['training'],
    answer: withResult((fields) => ({
      ...fields,
      batchVariance: Array.from(fields.batchVariance!, Math.sqrt),
    })),
  },
  {
    text: 'invStd is the standard deviation itself: it is to be 1/sqrt(variance + epsilon).',
    of: ['training'],
    answer: withResult((fields) => ({ ...fields, invStd: Array.from(fields.invStd!, (value) => 1 / value) })),
  },
  {
    text: 'batchMean is the running mean: it is to be the mean of this batch alone.',
    of: ['training'],
    answer: withResult((fields) => ({ ...fields, batchMean: fields.runningMean! })),
  },
  {
    text: 'batchMean is the running mean: it is to be the mean of this batch alone.',
    of: ['training'],
    answer: withResult((fields, { given }) => ({ ...fields, batchMean: given.runningMean })),
  },
  {
    text: 'batchVariance is scaled by m/(m-1): it is to be the mean of squared deviations.',
    of: ['training'],
    answer: withResult((fields, { given }) => {
      const m = given.input.length / fields.batchVariance!.length;
      return { ...fields, batchVariance: Array.from(fields.batchVariance!, (v) => (v * m) / (m - 1)) };
    }),
  },
  {
    text: 'gradInput leaves out that the mean and variance of the batch depend on the input: that is the gradient of inference.',
    of: ['trainingGradient'],
    answer: (setting) => {
      const { given, conventions, oracle } = setting;
      const { batchMean, batchVariance } = oracle.training(given, conventions);
      const runningMean = Float32Array.from(batchMean);
      const runningVariance = Float32Array.from(batchVariance);
      return { ...oracle.inferenceGradient({ ...given, runningMean, runningVariance }, conventions) };
    },
  },
  {
    text: 'It is the gradient of training: in inference the running statistics are constants.',
    of: ['inferenceGradient'],
    answer: ({ given, conventions, oracle }) => ({ ...oracle.trainingGradient(given, conventions) }),
  },
  {
    text: 'gradGamma and gradBeta are swapped: gradBeta is the sum of gradOutput.',
    of: gradients,
    answer: withResult((fields) => ({
      ...fields,
      gradGamma: fields.gradBeta!,
      gradBeta: fields.gradGamma!,
    })),
  },
  {
    text: 'gradGamma and gradBeta are averages: they are to be sums over the batch.',
    of: gradients,
    answer: withResult((fields, { given }) => {
      const channels = fields.gradBeta!.length;
      const share = (values: ArrayLike<number>) =>
        Array.from(values, (value) => (value * channels) / given.input.length);
      return { ...fields, gradGamma: share(fields.gradGamma!), gradBeta: share(fields.gradBeta!) };
    }),
  },
  {
    text: 'The gradients have the wrong sign.',
    of: gradients,
    answer: withResult(each((value) => -value)),
  },
];
