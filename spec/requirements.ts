/** How binding a requirement is: the exit code looks at MUST. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** The part of a table or a report that a requirement belongs to. */
export type Group =
  | 'training'
  | 'running'
  | 'inference'
  | 'gradient'
  | 'laws'
  | 'state'
  | 'edges'
  | 'contract';

/** One normative statement. Ids are stable and never numbered by position. */
export interface Requirement {
  readonly id: string;
  readonly level: Level;
  readonly group: Group;
  /** One precise sentence. */
  readonly sentence: string;
  /** Chapter and heading of the specification. */
  readonly section: string;
  /** Public reports of implementations that broke it. */
  readonly evidence: readonly string[];
}

const requirement = (
  id: string,
  level: Level,
  group: Group,
  section: string,
  sentence: string,
  evidence: readonly string[] = [],
): Requirement => ({ id, level, group, sentence, section, evidence });

/** Every requirement; a test keeps each of them paired with exactly one property. */
export const requirements: readonly Requirement[] = [
  requirement(
    'BN-RESULT-CONTRACT',
    'MUST',
    'contract',
    'training.md#results',
    'Every result has the shape of the input or one entry per channel, and the dtype the subject declares.',
    ['onnx/onnx reference evaluator, opset 15: running statistics come back in the dtype of the input'],
  ),
  requirement(
    'BN-TRAIN-OUTPUT',
    'MUST',
    'training',
    'training.md#output',
    'The training output is gamma (x - mean) invStd + beta with the statistics of this batch, channel by channel.',
    ['tensorflow/tfjs#1106', 'tensorflow/tensorflow#118701', 'keras-team/keras 2d183db037'],
  ),
  requirement(
    'BN-TRAIN-MOMENTS',
    'MUST',
    'training',
    'training.md#moments',
    'With gamma 1 and beta 0, each channel of the training output has mean 0 and biased variance v/(v+epsilon).',
    ['pjreddie/darknet: normalizes by the corrected variance'],
  ),
  requirement(
    'BN-TRAIN-STATISTICS',
    'MUST',
    'training',
    'training.md#statistics',
    'Where shown, batchMean is the mean, batchVariance the biased variance and invStd the factor that normalizes.',
    ['apache/mxnet#9216', 'kulinseth/pytorch#239'],
  ),
  requirement(
    'BN-TRAIN-STATE-INDEPENDENT',
    'MUST',
    'training',
    'training.md#state',
    'The training output depends neither on the exponential average factor nor on the old running statistics.',
    ['microsoft/onnxruntime#29790', 'patrick-kidger/equinox#659'],
  ),
  requirement(
    'BN-TRAIN-REPEATABLE',
    'MUST',
    'training',
    'training.md#repeatability',
    'The same training call made twice gives the same results.',
    ['microsoft/onnxruntime#29790', 'tile-ai/TileOPs#1727'],
  ),
  requirement(
    'BN-TRAIN-DETERMINISTIC',
    'SHOULD',
    'training',
    'training.md#repeatability',
    'The same training call made twice gives the same bits.',
    ['pytorch/pytorch#53691', 'tensorflow/tensorflow#2732'],
  ),
  requirement(
    'BN-TRAIN-RUNNING-MEAN',
    'MUST',
    'running',
    'running-statistics.md#mean',
    'Training moves the running mean to (1-a) old + a batchMean, a being the weight of the new batch.',
    ['PaddlePaddle/Paddle#51120', 'apache/tvm#18703'],
  ),
  requirement(
    'BN-TRAIN-RUNNING-VARIANCE',
    'MUST',
    'running',
    'running-statistics.md#variance',
    'Training moves the running variance to (1-a) old + a v, v corrected by m/(m-1) where the conventions say so.',
    ['pytorch/pytorch#42151', 'tenstorrent/tt-metal#55438', 'keras-team/keras-core#339'],
  ),
  requirement(
    'BN-TRAIN-AFFINE',
    'MUST',
    'laws',
    'laws.md#affine',
    'The training output is gamma times the output for gamma 1 and beta 0, plus beta.',
    ['tensorflow/tfjs#43'],
  ),
  requirement(
    'BN-TRAIN-SHIFT',
    'MUST',
    'laws',
    'laws.md#shift',
    'Adding a constant to a channel leaves the training output unchanged.',
    ['google/flax#1491', 'tensorflow/tensorflow#118701'],
  ),
  requirement(
    'BN-TRAIN-SCALE',
    'MUST',
    'laws',
    'laws.md#scale',
    'Scaling the input by s and epsilon by the factor that goes with it multiplies the training output by the sign of s.',
    ['google-deepmind/sonnet da28ab5'],
  ),
  requirement(
    'BN-TRAIN-PERMUTATION',
    'MUST',
    'laws',
    'laws.md#permutation',
    'Permuting the elements within each channel permutes the training output alike and leaves the statistics.',
    ['keras-team/keras 85a1225cb3'],
  ),
  requirement(
    'BN-CHANNEL-PERMUTATION',
    'MUST',
    'laws',
    'laws.md#channels',
    'Permuting the channels, with their parameters and running statistics, permutes all results alike.',
    ['NVIDIA/apex#1768', 'uxlfoundation/oneDNN 4910ce31c4'],
  ),
  requirement(
    'BN-CHANNEL-INDEPENDENCE',
    'MUST',
    'laws',
    'laws.md#channels',
    'Changing one channel changes nothing in the others.',
    ['onnx/onnx#2568'],
  ),
  requirement(
    'BN-LAYOUT',
    'MUST',
    'laws',
    'laws.md#layout',
    'The same logical tensor gives the same results with its channel axis in another place.',
    ['tensorflow/tfjs#1106', 'chainer/chainer#8497'],
  ),
  requirement(
    'BN-RESHAPE',
    'MUST',
    'laws',
    'laws.md#reshape',
    'Reshaping the axes before or after the channel axis, without reordering elements, changes no value.',
    ['uxlfoundation/oneDNN 39df14d87e', 'ROCm/MIOpen#1109'],
  ),
  requirement(
    'BN-INFER-OUTPUT',
    'MUST',
    'inference',
    'inference.md#output',
    'The inference output is gamma (x - runningMean) / sqrt(runningVariance + epsilon) + beta, element by element.',
    ['onnx/onnx#8442', 'chainer/chainer#2149', 'tensorflow/tfjs#1106'],
  ),
  requirement(
    'BN-INFER-DETERMINISTIC',
    'MUST',
    'inference',
    'inference.md#determinism',
    'The same inference call made twice, also with other calls in between, gives the same bits.',
    ['FluxML/Flux.jl#1429'],
  ),
  requirement(
    'BN-INFER-ROW-LOCAL',
    'MUST',
    'inference',
    'inference.md#locality',
    'The inference output of a row does not depend on the other rows or on how many there are.',
    ['tensorflow/tensorflow#32544', 'onnx/onnx#8442'],
  ),
  requirement(
    'BN-INFER-PURE',
    'MUST',
    'inference',
    'inference.md#purity',
    'Inference leaves the running statistics as they are, to the bit.',
    ['FluxML/Flux.jl#1429', 'NVIDIA/caffe#279'],
  ),
  requirement(
    'BN-GRAD-INPUT',
    'MUST',
    'gradient',
    'gradients.md#input',
    'The training gradInput is gamma invStd (g - mean(g) - z mean(g z)).',
    ['keras-team/keras 3.0.4 torch backend', 'denizyuret/Knet.jl#288'],
  ),
  requirement(
    'BN-GRAD-GAMMA',
    'MUST',
    'gradient',
    'gradients.md#gamma',
    'The training gradGamma is the sum of g z.',
    ['tensorflow/tensorflow#14676', 'pytorch/pytorch#175189'],
  ),
  requirement(
    'BN-GRAD-BETA',
    'MUST',
    'gradient',
    'gradients.md#beta',
    'The training gradBeta is the sum of g.',
    ['apache/mxnet#18475'],
  ),
  requirement(
    'BN-GRAD-INFERENCE',
    'MUST',
    'gradient',
    'gradients.md#inference',
    'The inference gradients treat the running statistics as constants: gradInput = gamma g / sqrt(runningVariance + epsilon).',
    ['pytorch/pytorch#586', 'pytorch/xla#3361'],
  ),
  requirement(
    'BN-GRAD-SUMS',
    'MUST',
    'gradient',
    'gradients.md#sums',
    'In each channel gradInput sums to 0, and gradInput z sums to gamma invStd gradGamma epsilon/(v+epsilon).',
    ['tiny-dnn and darknet: gradients inconsistent with their own forward'],
  ),
  requirement(
    'BN-GRAD-LINEAR',
    'MUST',
    'gradient',
    'gradients.md#linearity',
    'All gradients are linear in gradOutput.',
    ['tensorflow/tfjs-core#970'],
  ),
  requirement(
    'BN-GRAD-ADJOINT',
    'MUST',
    'gradient',
    'gradients.md#adjoint',
    'With gamma fixed the Jacobian with respect to the input is symmetric: ⟨G(g), h⟩ = ⟨g, G(h)⟩.',
    ['mlpack/mlpack#2549'],
  ),
  requirement(
    'BN-GRAD-FINITE-DIFFERENCE',
    'MUST',
    'gradient',
    'gradients.md#finite-differences',
    "The training gradients agree with central differences of the subject's own training output.",
    ['deeplearning4j#8379', 'tiny-dnn and darknet: gradients inconsistent with their own forward'],
  ),
  requirement(
    'BN-STATE-SEQUENCE',
    'MUST',
    'state',
    'state.md#sequences',
    'Over any sequence of training and inference calls, outputs and running statistics follow the definition step by step.',
    ['pytorch/pytorch#62471', 'tiny-dnn: shared buffers overwritten by an inference call'],
  ),
  requirement(
    'BN-CALL-HISTORY',
    'MUST',
    'state',
    'state.md#history',
    'A call does not depend on the calls made before it.',
    ['ml-explore/mlx 019a855', 'uxlfoundation/oneDNN a9580b41b6'],
  ),
  requirement('BN-MEMORY-INPUTS', 'MUST', 'contract', 'state.md#memory', 'No call writes to its arguments.', [
    'keras-js CPU layer overwrites its input buffer',
  ]),
  requirement(
    'BN-MEMORY-OUTPUTS',
    'MUST',
    'contract',
    'state.md#memory',
    'Results share no memory with arguments, with each other or with the results of other calls.',
    ['inplace_abn and caffe: shared scratch buffers'],
  ),
  requirement(
    'BN-EDGE-ONE-ELEMENT',
    'MUST',
    'edges',
    'degenerate.md#one-element',
    'With one element per channel, training gives beta (or a clear refusal) and treats the running statistics as declared.',
    ['FluxML/Flux.jl#1992', 'pytorch/pytorch#1381', 'tensorflow/tensorflow#34062'],
  ),
  requirement(
    'BN-EDGE-CONSTANT-CHANNEL',
    'MUST',
    'edges',
    'degenerate.md#constant',
    'A constant channel gives beta, up to what rounding of the mean may do, and never NaN when epsilon is positive.',
    ['BVLC/caffe#3963', 'pytorch/pytorch#5410'],
  ),
  requirement(
    'BN-EDGE-EMPTY-BATCH',
    'SHOULD',
    'edges',
    'degenerate.md#empty',
    'With no element per channel, training gives an empty output (or a clear refusal) and treats the running statistics as declared.',
    ['pytorch/pytorch#12013', 'google-deepmind/sonnet#125'],
  ),
  requirement(
    'BN-EDGE-EPSILON-ZERO',
    'MUST',
    'edges',
    'degenerate.md#epsilon-zero',
    'Epsilon 0 is used as 0 (or clearly refused) where the variance is positive.',
    ['tensorflow/tensorflow#37768', 'pytorch/pytorch#173337'],
  ),
  requirement(
    'BN-EDGE-NEGATIVE-VARIANCE',
    'SHOULD',
    'edges',
    'degenerate.md#negative-variance',
    'A negative running variance is used as it is while epsilon outweighs it, and gives NaN (or a clear refusal) where it does not.',
    ['pytorch/pytorch#106605', 'tensorflow/tensorflow#59309'],
  ),
  requirement(
    'BN-EDGE-ABSENT-AFFINE',
    'MUST',
    'edges',
    'degenerate.md#absent-affine',
    'An absent gamma acts as ones and an absent beta as zeros, in every operation and combination.',
    ['tensorflow/tfjs#2868', 'apache/mxnet#18673'],
  ),
  requirement(
    'BN-NAN-CONTAINMENT',
    'MUST',
    'edges',
    'special-values.md#containment',
    'A NaN in a channel makes its training output NaN, an infinity leaves none of it finite, in inference each spoils its own element, and nothing else changes.',
    ['onnx/onnx#2568', 'pytorch/pytorch#178123'],
  ),
  requirement(
    'BN-ARGUMENTS',
    'SHOULD',
    'contract',
    'state.md#arguments',
    'Bad arguments (wrong lengths, mismatched channels, NaN epsilon, unsupported rank) give an error.',
    ['nntrainer#345'],
  ),
];

/** The requirement of an id. @throws Error naming the unknown id. */
export function requirementOf(id: string): Requirement {
  const found = requirements.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no requirement has the id "${id}"`);
  return found;
}
