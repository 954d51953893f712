/** A library that has no profile; a question mark where no source was read. */
export interface OtherDialect {
  readonly library: string;
  /** How it moves the running statistics. */
  readonly average: string;
  readonly epsilon: string;
  readonly runningVariance: string;
  /** What else is to be known, m = 1 included. */
  readonly notes: string;
  readonly sources: string;
}

type Cells = readonly [average: string, epsilon: string, runningVariance: string, notes: string];

const other = (library: string, sources: string, cells: Cells): OtherDialect => {
  const [average, epsilon, runningVariance, notes] = cells;
  return { library, average, epsilon, runningVariance, notes, sources };
};

const given = 'given';

/** Libraries without a profile. */
export const otherDialects: readonly OtherDialect[] = [
  other('TensorFlow, fused operator', 'tensorflow #34062, tensorflow #37768', [
    'gives batch statistics',
    'inside; at least 1.001e-5 on GPUs',
    'corrected in the result, biased in what is saved',
    'one element: the CPU divides by at least 1, GPUs give NaN',
  ]),
  other('Keras 2.1.3 to 2.3', 'keras commit f51a7ef090, keras commit 2d183db037', [
    'weight of old, 0.99 ?',
    '1e-3, inside; outside with CNTK before 2018-06',
    'v m/(m − 1 − epsilon)',
    'one element: divides by −epsilon',
  ]),
  other('ONNX Runtime, CPU', 'onnxruntime 1.30.0, run', [
    'as ONNX',
    'as ONNX',
    'biased',
    'an empty batch makes the running statistics NaN',
  ]),
  other('Sonnet 2', 'sonnet commit b19c28c', [
    'weight of old, 0.999',
    '1e-5, inside; its documentation puts it outside',
    'corrected where fused, biased where not',
    'test_local_stats normalizes by the batch in inference',
  ]),
  other('MIOpen', 'MIOpen #104, MIOpen #1109', [
    'as cuDNN ?',
    'inside',
    'corrected ?',
    'saves the mean and invStd',
  ]),
  other('mlpack', 'mlpack (batch_norm_impl.hpp at 009643)', [
    'cumulative, or weight of new',
    '1e-8, inside',
    'v m/(m − 1 + epsilon)',
    'one element: warns',
  ]),
  other('Core ML', 'coremltools (iOS15/normalization.py)', [
    'inference only',
    '1e-5, typed as the tensor',
    given,
    'ranks 3 to 5; a float16 model rounds epsilon to float16',
  ]),
  other('OpenCV dnn', 'OpenCV (batch_norm_layer.cpp)', [
    'inference only',
    '1e-5, inside',
    given,
    'may normalize by the batch where that is one image',
  ]),
  other('ncnn', 'ncnn PR #311', [
    'inference only',
    '0: converters add it to the variance',
    given,
    'parameters in the order slope, mean, variance, bias',
  ]),
  other('equinox', 'equinox #659', [
    'two modes: batch, and ema, which normalizes training by the running statistics',
    '1e-5 ?',
    '?',
    'ema before the first step divides by zero',
  ]),
  other('Torch 7', 'torch/nn PR #609', [
    'weight of new, 0.1 ?',
    '1e-5, inside',
    'early: an average of invStd, called running_std',
    'one element: NaN; gradients are added to what was there',
  ]),
];
