import type { Flag } from './format/vector-schema.ts';

const github = (...threads: readonly string[]) =>
  threads.map((thread) => `https://github.com/${thread.replace('#', '/issues/')}`);

/**
 * Why a vector is there: what kind of fault it is after, what happens to those who have it, and where it was seen. Every flag that a
 * file uses stands in the file.
 */
export const flags = {
  Ordinary: {
    kind: 'ordinary',
    description: 'Nothing about the arguments is unusual.',
    effect: 'Batch norm is wrong everywhere.',
    links: [],
  },
  OneElement: {
    kind: 'edge case',
    description: 'Each channel has one element: its variance is 0, and m/(m-1) is not defined.',
    effect: 'A running variance becomes NaN or infinite for good, or training fails on the last batch.',
    links: github('FluxML/Flux.jl#1992', 'pytorch/pytorch#1381', 'tensorflow/tensorflow#34062'),
  },
  EmptyBatch: {
    kind: 'edge case',
    description: 'Channels without any element.',
    effect: 'A division by 0 puts NaN into the running statistics, or memory is read that nobody wrote.',
    links: github('pytorch/pytorch#12013', 'google-deepmind/sonnet#125'),
  },
  FewElements: {
    kind: 'known fault',
    description: 'Two or three elements a channel, where dividing by m and by m-1 differ by far.',
    effect: 'The wrong variance normalizes or is kept; with many elements nobody would see it.',
    links: github('pytorch/pytorch#42151', 'tenstorrent/tt-metal#55438', 'ml-explore/mlx#3817'),
  },
  ConstantChannel: {
    kind: 'edge case',
    description: 'All elements of a channel are one number.',
    effect:
      'An error of the mean by its last bit is magnified by 1/sqrt(epsilon): beta should come, noise does.',
    links: github('BVLC/caffe#3963', 'pytorch/pytorch#5410'),
  },
  LargeMean: {
    kind: 'known fault',
    description: 'The mean is 100 times the standard deviation of a channel, or more.',
    effect: 'E[x^2] - E[x]^2 loses all digits: the variance is negative, and the output NaN or far off.',
    links: github('google/flax#1491', 'tensorflow/tensorflow#118701', 'tenstorrent/tt-metal#45968'),
  },
  VarianceNearEpsilon: {
    kind: 'known fault',
    description: 'The variance of a channel is between a hundredth and a hundred times epsilon.',
    effect: 'Another epsilon, or one in another place, changes the output by far.',
    links: github('Tencent/ncnn#311', 'chainer/chainer#4505', 'tensorflow/tensorflow#37768'),
  },
  EpsilonZero: {
    kind: 'edge case',
    description: 'Epsilon is 0; it may be refused.',
    effect: 'Another number is used in silence.',
    links: github('tensorflow/tensorflow#37768', 'pytorch/pytorch#173337'),
  },
  LargeEpsilon: {
    kind: 'known fault',
    description: 'Epsilon is a tenth or more.',
    effect: 'An epsilon that is fixed, added twice or outside the root shows at once.',
    links: github('chainer/chainer#4505', 'Tencent/ncnn#311'),
  },
  AbsentGamma: {
    kind: 'contract',
    description: 'No gamma is given: it acts as ones.',
    effect: 'Without an affine part training fails, or the running statistics stay as they were.',
    links: github('tensorflow/tfjs#2868', 'apache/mxnet#18673'),
  },
  AbsentBeta: {
    kind: 'contract',
    description: 'No beta is given: it acts as zeros.',
    effect: 'Without an affine part training fails, or the running statistics stay as they were.',
    links: github('tensorflow/tfjs#2868', 'apache/mxnet#18673'),
  },
  ZeroGamma: {
    kind: 'edge case',
    description: 'The gamma of a channel is 0.',
    effect: 'Code that divides by gamma, or takes 0 for absent, gives NaN or forgets beta.',
    links: [],
  },
  NegativeGamma: {
    kind: 'known fault',
    description: 'The gamma of a channel is negative.',
    effect: 'A square root or an absolute value taken of it changes the sign of a channel.',
    links: [],
  },
  LargeBeta: {
    kind: 'rounding',
    description: 'Beta is a hundred or more.',
    effect: 'Folding beta into an offset costs the digits of the normalized values.',
    links: [],
  },
  NotFinite: {
    kind: 'edge case',
    description: 'An element is NaN or infinite.',
    effect: 'It reaches other channels, or vanishes in a maximum and hides a broken model.',
    links: github('onnx/onnx#2568', 'pytorch/pytorch#178123'),
  },
  Huge: {
    kind: 'edge case',
    description: 'Elements of 1e15 and more, whose squares or sums float32 may not hold.',
    effect: 'The variance overflows, and the output is 0 or NaN.',
    links: github('pytorch/pytorch#178123'),
  },
  Tiny: {
    kind: 'edge case',
    description: 'All elements are below 1e-15, or subnormal.',
    effect: 'Squares vanish, or numbers are flushed to 0 where they matter.',
    links: [],
  },
  ChannelsFirst: {
    kind: 'contract',
    description: 'The channels are on the first axis.',
    effect: 'The wrong axes are reduced.',
    links: github('tensorflow/tfjs#1106', 'chainer/chainer#8497'),
  },
  ChannelsLast: {
    kind: 'contract',
    description: 'The channels are on the last axis of three or more.',
    effect: 'The wrong axes are reduced, or a layout is taken for another.',
    links: github('pytorch/pytorch#63224', 'chainer/chainer#8497', 'tensorflow/tfjs#1106'),
  },
  HighRank: {
    kind: 'contract',
    description: 'The input has five axes or more.',
    effect: 'A rank is not supported, or handled as another.',
    links: github('ROCm/MIOpen#1109'),
  },
  FactorAtAnEnd: {
    kind: 'edge case',
    description: 'The weight of the new batch is 0 or 1.',
    effect: 'A weight of 0 is taken for absent; or the old statistics leave a trace.',
    links: github('pytorch/pytorch#18525'),
  },
  FactorNotHalf: {
    kind: 'known fault',
    description: 'The weights of the old and of the new statistics differ.',
    effect: 'Exchanged weights make the running statistics follow the latest batch.',
    links: github('PaddlePaddle/Paddle#51120', 'apache/tvm#18703', 'onnx/onnxscript#1289'),
  },
  StateUnlikeBatch: {
    kind: 'known fault',
    description: 'The running statistics are far from those of the batch.',
    effect: 'Training that normalizes by running statistics, or inference by those of the batch, shows.',
    links: github('microsoft/onnxruntime#29790', 'onnx/onnx#8442'),
  },
  NegativeRunningVariance: {
    kind: 'edge case',
    description: 'A running variance is negative; it may be refused.',
    effect: 'A broken state goes unseen, because it is cut off at 0.',
    links: github('pytorch/pytorch#106605', 'tensorflow/tensorflow#59309'),
  },
  GradientWithMean: {
    kind: 'known fault',
    description: 'The gradient of the output has a mean that matters.',
    effect: 'A gradient without its mean term, which random gradients hide, shows.',
    links: github('denizyuret/Knet.jl#288', 'mlpack/mlpack#2549'),
  },
  InferenceGradient: {
    kind: 'known fault',
    description: 'The gradient of inference, in which the statistics are constants.',
    effect: 'The formula of training is used, and fine-tuning with fixed statistics goes wrong.',
    links: github('pytorch/pytorch#586', 'pytorch/xla#3361', 'apache/mxnet#9580'),
  },
  CallSeries: {
    kind: 'contract',
    description: 'One of several calls that are made one after another in one process.',
    effect: 'A cache, a reused buffer or a remembered axis of an earlier call changes a later one.',
    links: github('microsoft/onnxruntime#29790', 'pytorch/pytorch#62471'),
  },
  LayerSequence: {
    kind: 'contract',
    description: 'Calls on one stateful layer: training, inference, gradients, and its state read and set.',
    effect: 'A layer uses an old state, or an inference call overwrites what a gradient needs.',
    links: github('pytorch/pytorch#62471', 'FluxML/Flux.jl#1429'),
  },
  BadArguments: {
    kind: 'contract',
    description: 'The arguments contradict each other: a sentence should come, not numbers.',
    effect: 'Memory is read that does not belong to it, or a mistake is hidden.',
    links: [],
  },
  RealActivation: {
    kind: 'ordinary',
    description: 'Recorded from a network in training (its provenance is in fixtures/activations).',
    effect: 'What users do is wrong.',
    links: [],
  },
  WorstCase: {
    kind: 'rounding',
    description: 'Found by a search for inputs on which sound algorithms come nearest to their bounds.',
    effect: 'A little less care than sound code takes leaves the bound.',
    links: [],
  },
  Regression: {
    kind: 'known fault',
    description: 'A small input on which a known fault shows; the comment names it and where it was seen.',
    effect: 'That fault is there.',
    links: [],
  },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof flags;
