/** What a library calls the things of this specification; null where it has no such thing. */
export interface Vocabulary {
  /** Id of the profile. */
  readonly profile: string;
  readonly gamma: string | null;
  readonly beta: string | null;
  readonly runningMean: string | null;
  readonly runningVariance: string | null;
  readonly epsilon: string | null;
  readonly momentum: string | null;
}

type Names = readonly [
  gamma: string | null,
  beta: string | null,
  runningMean: string | null,
  runningVariance: string | null,
  epsilon: string | null,
  momentum: string | null,
];

const words = (profile: string, names: Names): Vocabulary => {
  const [gamma, beta, runningMean, runningVariance, epsilon, momentum] = names;
  return { profile, gamma, beta, runningMean, runningVariance, epsilon, momentum };
};

/** The words of each profile, as its sources write them. */
export const vocabularies: readonly Vocabulary[] = [
  words('paper', ['γ', 'β', 'E[x]', 'Var[x]', 'ε', null]),
  words('pytorch', ['weight', 'bias', 'running_mean', 'running_var', 'eps', 'momentum']),
  words('keras-3', ['gamma', 'beta', 'moving_mean', 'moving_variance', 'epsilon', 'momentum']),
  words('tfjs-layers', ['gamma', 'beta', 'movingMean', 'movingVariance', 'epsilon', 'momentum']),
  words('onnx-15', ['scale', 'B', 'input_mean', 'input_var', 'epsilon', 'momentum']),
  words('webnn', ['scale', 'bias', 'mean', 'variance', 'epsilon', null]),
  words('flax', ['scale', 'bias', 'mean', 'var', 'epsilon', 'momentum']),
  words('haiku', ['scale', 'offset', 'mean_ema', 'var_ema', 'eps', 'decay_rate']),
  words('mxnet', ['gamma', 'beta', 'moving_mean', 'moving_var', 'eps', 'momentum']),
  words('caffe', [null, null, 'blob 0 / blob 2', 'blob 1 / blob 2', 'eps', 'moving_average_fraction']),
  words('paddle', ['weight', 'bias', '_mean', '_variance', 'epsilon', 'momentum']),
  words('flux', ['γ', 'β', 'μ', 'σ²', 'ϵ', 'momentum']),
  words('mlx', ['weight', 'bias', 'running_mean', 'running_var', 'eps', 'momentum']),
  words('onednn', ['scale', 'shift', 'mean', 'variance', 'epsilon', null]),
  words('cudnn', [
    'bnScale',
    'bnBias',
    'resultRunningMean',
    'resultRunningVariance',
    'epsilon',
    'exponentialAverageFactor',
  ]),
  words('darknet', ['scales', 'biases', 'rolling_mean', 'rolling_variance', null, null]),
  words('tiny-dnn', [null, null, 'mean', 'variance', 'epsilon', 'momentum']),
  words('dlib', ['gamma', 'beta', 'running_means', 'running_variances', 'eps', 'averaging_factor']),
  words('burn', ['gamma', 'beta', 'running_mean', 'running_var', 'epsilon', 'momentum']),
  words('candle', ['weight', 'bias', 'running_mean', 'running_var', 'eps', 'momentum']),
  words('tinygrad', ['weight', 'bias', 'running_mean', 'running_var', 'eps', 'momentum']),
  words('chainer', ['gamma', 'beta', 'avg_mean', 'avg_var', 'eps', 'decay']),
];
