import {
  jaxEnvironment,
  mlxEnvironment,
  onnxEnvironment,
  openvinoEnvironment,
  paddleEnvironment,
  type PythonEnvironment,
  tensorflowEnvironment,
  tinygradEnvironment,
  torchEnvironment,
} from './python-environments.ts';

/** A library outside of npm that bncheck can test by name, where its environment was set up. */
export interface OutsideSubject {
  readonly name: string;
  readonly title: string;
  readonly language: string;
  readonly environment: PythonEnvironment;
  /** The adapter: a file in the folder of programs, and its arguments. */
  readonly program: string;
  readonly args: readonly string[];
  /** Where the library documents the conventions that the adapter declares. */
  readonly documentation: string;
  /** As in Subject: for libraries that compile anew for each shape. */
  readonly share?: number;
}

/**
 * XLA compiles anew for each shape and setting, and a Keras layer takes long to build: one case in five keeps a run in
 * minutes.
 */
const SLOW = 0.2;

const kerasDocumentation = 'https://keras.io/api/layers/normalization_layers/batch_normalization/';

const python = { language: 'Python', args: [] } as const;

export const outsideSubjects: readonly OutsideSubject[] = [
  {
    ...python,
    name: 'pytorch',
    title: 'PyTorch on the CPU: functions, modules, channels last',
    environment: torchEnvironment,
    program: 'pytorch_adapter.py',
    documentation: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html',
  },
  {
    ...python,
    name: 'onnx-reference',
    title: 'The reference evaluator of ONNX',
    environment: onnxEnvironment,
    program: 'onnx_reference_adapter.py',
    documentation: 'https://onnx.ai/onnx/operators/onnx__BatchNormalization.html',
  },
  {
    ...python,
    name: 'onnxruntime',
    title: 'ONNX Runtime for Python, CPU provider',
    environment: onnxEnvironment,
    program: 'onnxruntime_adapter.py',
    documentation: 'https://onnx.ai/onnx/operators/onnx__BatchNormalization.html',
  },
  {
    ...python,
    name: 'flax',
    title: 'Flax on JAX: linen and nnx, fast variance and slow',
    environment: jaxEnvironment,
    program: 'flax_adapter.py',
    documentation:
      'https://flax.readthedocs.io/en/stable/api_reference/flax.linen/layers.html#flax.linen.BatchNorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'haiku',
    title: 'Haiku on JAX',
    environment: jaxEnvironment,
    program: 'haiku_adapter.py',
    documentation: 'https://dm-haiku.readthedocs.io/en/latest/api.html#batchnorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'equinox',
    title: 'Equinox on JAX, mode "batch"',
    environment: jaxEnvironment,
    program: 'equinox_adapter.py',
    documentation: 'https://docs.kidger.site/equinox/api/nn/normalisation/#equinox.nn.BatchNorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'keras:jax',
    title: 'Keras 3 on JAX: layer and operations',
    environment: jaxEnvironment,
    program: 'keras_adapter.py',
    args: ['jax'],
    documentation: kerasDocumentation,
    share: SLOW,
  },
  {
    ...python,
    name: 'keras:torch',
    title: 'Keras 3 on PyTorch: layer and operations',
    environment: torchEnvironment,
    program: 'keras_adapter.py',
    args: ['torch'],
    documentation: kerasDocumentation,
    share: SLOW,
  },
  {
    ...python,
    name: 'keras:tensorflow',
    title: 'Keras 3 on TensorFlow: layer and operations',
    environment: tensorflowEnvironment,
    program: 'keras_adapter.py',
    args: ['tensorflow'],
    documentation: kerasDocumentation,
    share: SLOW,
  },
  {
    ...python,
    name: 'tinygrad',
    title: 'tinygrad on the CPU',
    environment: tinygradEnvironment,
    program: 'tinygrad_adapter.py',
    documentation: 'https://docs.tinygrad.org/nn/#tinygrad.nn.BatchNorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'openvino',
    title: 'OpenVINO, CPU device: its operation and an ONNX model',
    environment: openvinoEnvironment,
    program: 'openvino_adapter.py',
    documentation:
      'https://docs.openvino.ai/2026/documentation/openvino-ir-format/operation-sets/operation-specs/normalization/batch-norm-inference-5.html',
  },
  {
    ...python,
    name: 'tensorflow:composed',
    title: 'TensorFlow: moments and batch_normalization',
    environment: tensorflowEnvironment,
    program: 'tensorflow_adapter.py',
    args: ['composed'],
    documentation: 'https://www.tensorflow.org/api_docs/python/tf/nn/batch_normalization',
  },
  {
    ...python,
    name: 'tensorflow:fused',
    title: 'TensorFlow: fused_batch_norm',
    environment: tensorflowEnvironment,
    program: 'tensorflow_adapter.py',
    args: ['fused'],
    documentation: 'https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/fused_batch_norm',
  },
  {
    ...python,
    name: 'paddle',
    title: 'PaddlePaddle: function and layers, channels first and last',
    environment: paddleEnvironment,
    program: 'paddle_adapter.py',
    documentation: 'https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/BatchNorm2D_en.html',
  },
  {
    ...python,
    name: 'mlx',
    title: 'MLX on the CPU',
    environment: mlxEnvironment,
    program: 'mlx_adapter.py',
    documentation: 'https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.BatchNorm.html',
  },
];
