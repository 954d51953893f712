import type { Conventions } from './contract.ts';

/** What a library's parameter "momentum" weighs: the batch that comes in, or the statistics that it already has. */
export type MomentumMeaning = 'weight of new' | 'weight of old' | 'none';

/** How one source of batch norms counts, as data. */
export interface Profile {
  /** Unique, in kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly conventions: Conventions;
  /** The defaults of its users; null where there is none. A negative channel axis counts from the end. */
  readonly defaults: {
    readonly epsilon: number | null;
    readonly exponentialAverageFactor: number | null;
    readonly channelAxis: number;
  };
  readonly momentumMeaning: MomentumMeaning;
  /** The files, documents and threads that were read. */
  readonly sources: readonly string[];
  /** Fields above that no source was read for: taken from memory, or inferred. */
  readonly unverified: readonly string[];
  readonly notes: string;
}

const f = Math.fround;

const paper: Conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'unspecified',
};

/** Those of the paper but for the running variance, which is not corrected: what is taken where nothing is known. */
export const plainConventions: Conventions = { ...paper, runningVarianceCorrection: 0 };

type Defaults = readonly [
  epsilon: number | null,
  exponentialAverageFactor: number | null,
  channelAxis: number,
];

const profile = (
  id: string,
  title: string,
  conventions: Conventions,
  [epsilon, factor, channelAxis]: Defaults,
  momentumMeaning: MomentumMeaning,
  sources: readonly string[],
  unverified: readonly string[],
  notes: string,
): Profile => ({
  id,
  title,
  conventions,
  defaults: { epsilon, exponentialAverageFactor: factor, channelAxis },
  momentumMeaning,
  sources,
  unverified,
  notes,
});

/** The known dialects. A fact without a source is named in `unverified`; what no convention can say is in `notes`. */
export const profiles: readonly Profile[] = [
  profile(
    'paper',
    'Ioffe and Szegedy 2015',
    paper,
    [null, null, 1],
    'none',
    ['arXiv:1502.03167, algorithms 1 and 2'],
    [],
    'Inference uses the corrected variance of many batches; how they are averaged is left open.',
  ),
  profile(
    'pytorch',
    'PyTorch',
    { ...paper, oneElement: 'reject' },
    [f(1e-5), f(0.1), 1],
    'weight of new',
    ['pytorch/pytorch 0084715 torch/nn/modules/batchnorm.py', 'pytorch/pytorch#173337'],
    ['emptyBatch'],
    'momentum None averages cumulatively, by 1/count. From 2.10 epsilon must be positive.',
  ),
  profile(
    'keras-3',
    'Keras 3',
    plainConventions,
    [f(1e-3), f(0.01), -1],
    'weight of old',
    ['keras-team/keras 3422977a5e batch_normalization.py'],
    ['emptyBatch'],
    'trainable = False makes it use the running statistics in training too.',
  ),
  profile(
    'tfjs-layers',
    'TensorFlow.js layers 4.22',
    plainConventions,
    [f(1e-3), f(0.01), -1],
    'weight of old',
    ['tensorflow/tfjs 0fc04d958', '@tensorflow/tfjs-layers 4.22.0, run'],
    ['emptyBatch'],
    'Ranks 2 to 4. Its documentation puts epsilon outside the root, its code inside.',
  ),
  profile(
    'onnx-15',
    'ONNX, opset 15',
    plainConventions,
    [f(1e-5), f(0.1), 1],
    'weight of old',
    ['onnx/onnx f75469120 defs.cc', 'onnxruntime 1.30.0, run'],
    ['emptyBatch'],
    'The running statistics are outputs only where training_mode is 1. Rank 1 has one channel.',
  ),
  profile(
    'webnn',
    'WebNN',
    plainConventions,
    [f(1e-5), null, 1],
    'none',
    ['webmachinelearning/webnn c515210 index.bs', 'webmachinelearning/webnn-baseline b7a6aae'],
    [],
    'Inference only: what the conventions say about training does not apply.',
  ),
  profile(
    'flax',
    'Flax linen',
    plainConventions,
    [f(1e-5), f(0.01), -1],
    'weight of old',
    ['google/flax 018c99b normalization.py'],
    ['emptyBatch'],
    'By default the variance is E[x^2] - E[x]^2 in one pass, cut at 0, which is not accurate enough here.',
  ),
  profile(
    'haiku',
    'Haiku',
    plainConventions,
    [f(1e-5), null, -1],
    'weight of old',
    ['google-deepmind/dm-haiku batch_norm.py, moving_averages.py'],
    ['emptyBatch'],
    'The decay rate has no default. The average is corrected for its start at 0, which is a mode of its own.',
  ),
  profile(
    'mxnet',
    'MXNet',
    plainConventions,
    [f(1e-3), f(0.1), 1],
    'weight of old',
    ['apache/mxnet 00d7b06 batch_norm.cc', 'apache/mxnet#14357'],
    ['emptyBatch', 'oneElement'],
    'The operator on the CPU; with cuDNN the running variance is corrected. fix_gamma, on by default, holds gamma at 1.',
  ),
  profile(
    'caffe',
    'Caffe',
    paper,
    [f(1e-5), f(0.001), 1],
    'weight of old',
    ['BVLC/caffe batch_norm_layer.cpp'],
    ['epsilon', 'exponentialAverageFactor', 'emptyBatch'],
    'Keeps decayed sums and a decayed count and divides them, so that the first update counts in full. No gamma and beta.',
  ),
  profile(
    'paddle',
    'PaddlePaddle',
    plainConventions,
    [f(1e-5), f(0.1), 1],
    'weight of old',
    ['PaddlePaddle documentation of BatchNorm2D', 'PaddlePaddle/Paddle phi CPU kernel'],
    ['emptyBatch'],
    'With one element per channel it gives the input back and leaves the running statistics: no convention here says so.',
  ),
  profile(
    'flux',
    'Flux.jl',
    { ...paper, oneElement: 'nan' },
    [f(1e-5), f(0.1), 1],
    'weight of new',
    ['FluxML/Flux.jl normalise.jl', 'FluxML/Flux.jl#1992'],
    ['emptyBatch'],
    'Axis N-1 of column-major WHCN, which is axis 1 of the same memory read row-major.',
  ),
  profile(
    'mlx',
    'MLX',
    { ...paper, oneElement: 'reject' },
    [f(1e-5), f(0.1), -1],
    'weight of new',
    ['ml-explore/mlx 019a855', 'ml-explore/mlx#3817'],
    ['emptyBatch'],
    'As of pull request 3817 (2026); before it the running variance was not corrected and one element was accepted.',
  ),
  profile(
    'onednn',
    'oneDNN',
    plainConventions,
    [null, null, 1],
    'none',
    ['uxlfoundation/oneDNN batch_normalization.md'],
    ['emptyBatch'],
    'Gives the statistics of the batch and keeps none; saves the variance for the backward pass, not invStd.',
  ),
  profile(
    'cudnn',
    'cuDNN',
    { ...paper, oneElement: 'nan' },
    [null, null, 1],
    'weight of new',
    ['tensorflow/tensorflow#37768', 'apache/mxnet#14357', 'pytorch/pytorch#1381'],
    ['emptyBatch'],
    'From threads about it. Up to 7.4 the smallest epsilon was 1e-5. What it saves as InvVariance is invStd.',
  ),
  profile(
    'darknet',
    'darknet',
    { ...paper, normalizingVarianceCorrection: 1, epsilonPlacement: 'outside', oneElement: 'nan' },
    [f(1e-6), f(0.01), 1],
    'weight of old',
    ['pjreddie/darknet f6afaab'],
    ['emptyBatch', 'oneElement'],
    'The forward pass on the CPU; its backward pass and its GPU have epsilon 1e-5 inside, so its gradients are not its own.',
  ),
  profile(
    'tiny-dnn',
    'tiny-dnn',
    { ...paper, normalizingVarianceCorrection: 1 },
    [f(1e-5), f(0.001), 1],
    'weight of old',
    ['tiny-dnn/tiny-dnn c0f576f'],
    ['emptyBatch'],
    'Running variance starts at 0, and is updated after the optimizer step. No gamma and beta.',
  ),
  profile(
    'dlib',
    'dlib',
    { ...paper, oneElement: 'reject' },
    [f(1e-4), null, 1],
    'weight of new',
    ['davisking/dlib cpu_dlib.cpp'],
    ['emptyBatch'],
    'Averages by 1/count up to a window of batches, then by a fixed weight: a mode of its own.',
  ),
  profile(
    'burn',
    'Burn',
    plainConventions,
    [f(1e-5), f(0.1), 1],
    'weight of new',
    ['tracel-ai/burn 02c972d batch.rs'],
    ['emptyBatch'],
    'It trains where its backend records gradients, and only there.',
  ),
  profile(
    'candle',
    'candle',
    { ...paper, oneElement: 'nan' },
    [f(1e-5), f(0.1), 1],
    'weight of new',
    ['huggingface/candle 11c7e7b', 'huggingface/candle#1504'],
    ['emptyBatch', 'oneElement', 'normalizingVarianceCorrection'],
    'remove_mean = false leaves the mean in.',
  ),
  profile(
    'tinygrad',
    'tinygrad',
    { ...paper, oneElement: 'nan' },
    [f(1e-5), f(0.1), 1],
    'weight of new',
    ['tinygrad/tinygrad a9069c177a'],
    ['emptyBatch', 'oneElement'],
    'The correction is total/(total - channels), which is m/(m-1).',
  ),
  profile(
    'chainer',
    'Chainer',
    paper,
    [f(2e-5), f(0.1), 1],
    'weight of old',
    ['chainer/chainer#1955', 'chainer/chainer#4505'],
    ['runningVarianceCorrection', 'exponentialAverageFactor', 'oneElement', 'emptyBatch'],
    'The axes to reduce are an option.',
  ),
];

/** The profile of an id. @throws Error naming the unknown id and the known ones. */
export function profileOf(id: string): Profile {
  const found = profiles.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Error(`no profile has the id "${id}"; there are ${profiles.map((one) => one.id).join(', ')}`);
}

/**
 * The weight of the new batch that a library's momentum stands for.
 *
 * @throws RangeError where the library has none, or the value is not from 0 to 1.
 */
export function factorOfMomentum(meaning: MomentumMeaning, value: number): number {
  if (meaning === 'none') throw new RangeError('this profile keeps no running statistics by a momentum');
  if (!(value >= 0 && value <= 1)) throw new RangeError(`a momentum is from 0 to 1, not ${value}`);
  return meaning === 'weight of new' ? value : 1 - value;
}

/** The momentum by which a library is told a weight of the new batch: the same conversion, read backwards. */
export function momentumOfFactor(meaning: MomentumMeaning, factor: number): number {
  return factorOfMomentum(meaning, factor);
}
