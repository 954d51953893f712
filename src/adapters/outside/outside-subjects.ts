import {
  browserEnvironment,
  burnEnvironment,
  candleEnvironment,
  darknetEnvironment,
  dl4jEnvironment,
  dlibEnvironment,
  enginesEnvironment,
  gomlxEnvironment,
  jaxEnvironment,
  mlxEnvironment,
  mxnetEnvironment,
  onednnEnvironment,
  onnxEnvironment,
  onnxruntimeWebEnvironment,
  openvinoEnvironment,
  paddleEnvironment,
  tensorflowEnvironment,
  tinyDnnEnvironment,
  tinygradEnvironment,
  torchEnvironment,
  tractEnvironment,
  webnnEnvironment,
} from './environments.ts';
import type { OutsideEnvironment } from './outside-environment.ts';

/** A library outside of npm that bncheck can test by name, where its environment was set up. */
export interface OutsideSubject {
  readonly name: string;
  readonly title: string;
  readonly language: string;
  readonly environment: OutsideEnvironment;
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

/** Each rank and each epsilon takes seconds of a C++ compiler. */
const COMPILED = 0.1;

const kerasDocumentation = 'https://keras.io/api/layers/normalization_layers/batch_normalization/';

const python = { language: 'Python', args: [] } as const;

const cpp = { language: 'C++', args: [] } as const;

const onnxruntimeWeb = {
  language: 'JavaScript',
  environment: onnxruntimeWebEnvironment,
  program: 'browser/adapter.mjs',
  documentation: 'https://onnx.ai/onnx/operators/onnx__BatchNormalization.html',
} as const;

const rust = { language: 'Rust', args: [] } as const;

export const outsideSubjects: readonly OutsideSubject[] = [
  {
    ...python,
    name: 'pytorch',
    title: 'PyTorch on the CPU: functions, modules, channels last',
    environment: torchEnvironment,
    program: 'python/pytorch_adapter.py',
    documentation: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html',
  },
  {
    ...python,
    name: 'pytorch:compiled',
    title: 'PyTorch, compiled by torch.compile: function, modules on channels-last images',
    environment: torchEnvironment,
    program: 'python/pytorch_compiled_adapter.py',
    documentation: 'https://docs.pytorch.org/docs/stable/generated/torch.compile.html',
    share: COMPILED,
  },
  {
    ...python,
    name: 'onnx-reference',
    title: 'The reference evaluator of ONNX',
    environment: onnxEnvironment,
    program: 'python/onnx_reference_adapter.py',
    documentation: 'https://onnx.ai/onnx/operators/onnx__BatchNormalization.html',
  },
  {
    ...python,
    name: 'onnxruntime',
    title: 'ONNX Runtime for Python, CPU provider',
    environment: onnxEnvironment,
    program: 'python/onnxruntime_adapter.py',
    documentation: 'https://onnx.ai/onnx/operators/onnx__BatchNormalization.html',
  },
  {
    ...python,
    name: 'flax',
    title: 'Flax on JAX: linen and nnx, fast variance and slow',
    environment: jaxEnvironment,
    program: 'python/flax_adapter.py',
    documentation:
      'https://flax.readthedocs.io/en/stable/api_reference/flax.linen/layers.html#flax.linen.BatchNorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'haiku',
    title: 'Haiku on JAX',
    environment: jaxEnvironment,
    program: 'python/haiku_adapter.py',
    documentation: 'https://dm-haiku.readthedocs.io/en/latest/api.html#batchnorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'equinox',
    title: 'Equinox on JAX, mode "batch"',
    environment: jaxEnvironment,
    program: 'python/equinox_adapter.py',
    documentation: 'https://docs.kidger.site/equinox/api/nn/normalisation/#equinox.nn.BatchNorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'keras:jax',
    title: 'Keras 3 on JAX: layer and operations',
    environment: jaxEnvironment,
    program: 'python/keras_adapter.py',
    args: ['jax'],
    documentation: kerasDocumentation,
    share: SLOW,
  },
  {
    ...python,
    name: 'keras:torch',
    title: 'Keras 3 on PyTorch: layer and operations',
    environment: torchEnvironment,
    program: 'python/keras_adapter.py',
    args: ['torch'],
    documentation: kerasDocumentation,
    share: SLOW,
  },
  {
    ...python,
    name: 'keras:tensorflow',
    title: 'Keras 3 on TensorFlow: layer and operations',
    environment: tensorflowEnvironment,
    program: 'python/keras_adapter.py',
    args: ['tensorflow'],
    documentation: kerasDocumentation,
    share: SLOW,
  },
  {
    ...python,
    name: 'tinygrad',
    title: 'tinygrad on the CPU',
    environment: tinygradEnvironment,
    program: 'python/tinygrad_adapter.py',
    documentation: 'https://docs.tinygrad.org/nn/#tinygrad.nn.BatchNorm',
    share: SLOW,
  },
  {
    ...python,
    name: 'openvino',
    title: 'OpenVINO, CPU device: its operation and an ONNX model',
    environment: openvinoEnvironment,
    program: 'python/openvino_adapter.py',
    documentation:
      'https://docs.openvino.ai/2026/documentation/openvino-ir-format/operation-sets/operation-specs/normalization/batch-norm-inference-5.html',
  },
  {
    ...python,
    name: 'tensorflow:composed',
    title: 'TensorFlow: moments and batch_normalization',
    environment: tensorflowEnvironment,
    program: 'python/tensorflow_adapter.py',
    args: ['composed'],
    documentation: 'https://www.tensorflow.org/api_docs/python/tf/nn/batch_normalization',
  },
  {
    ...python,
    name: 'tensorflow:fused',
    title: 'TensorFlow: fused_batch_norm',
    environment: tensorflowEnvironment,
    program: 'python/tensorflow_adapter.py',
    args: ['fused'],
    documentation: 'https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/fused_batch_norm',
  },
  {
    ...python,
    name: 'litert',
    title: 'LiteRT (TensorFlow Lite): a converted Keras layer, with XNNPACK and without, inference only',
    environment: tensorflowEnvironment,
    program: 'python/litert_adapter.py',
    documentation: 'https://ai.google.dev/edge/lite/models/convert_tf',
    share: SLOW,
  },
  {
    ...python,
    name: 'paddle',
    title: 'PaddlePaddle: function and layers, channels first and last',
    environment: paddleEnvironment,
    program: 'python/paddle_adapter.py',
    documentation: 'https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/BatchNorm2D_en.html',
  },
  {
    ...python,
    name: 'mlx',
    title: 'MLX on the CPU',
    environment: mlxEnvironment,
    program: 'python/mlx_adapter.py',
    documentation: 'https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.BatchNorm.html',
  },
  {
    ...python,
    name: 'mxnet',
    title: 'Apache MXNet on the CPU: operator and Gluon layer, channels on any axis',
    environment: mxnetEnvironment,
    program: 'python/mxnet_adapter.py',
    documentation:
      'https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/nn/index.html#mxnet.gluon.nn.BatchNorm',
  },
  {
    ...python,
    name: 'tract',
    title: 'tract (Rust) by its Python package: an ONNX model, inference only',
    environment: tractEnvironment,
    program: 'python/tract_adapter.py',
    documentation: 'https://onnx.ai/onnx/operators/onnx__BatchNormalization.html',
  },
  {
    ...python,
    name: 'opencv',
    title: 'OpenCV, its dnn module: an ONNX model, inference only',
    environment: enginesEnvironment,
    program: 'python/engines_adapter.py',
    args: ['opencv'],
    documentation: 'https://docs.opencv.org/5.x/d6/d0f/group__dnn.html',
  },
  {
    ...python,
    name: 'ncnn',
    title: 'ncnn on the CPU, inference only',
    environment: enginesEnvironment,
    program: 'python/engines_adapter.py',
    args: ['ncnn'],
    documentation: 'https://github.com/Tencent/ncnn/wiki/operators#batchnorm',
  },
  {
    ...python,
    name: 'mnn',
    title: 'MNN on the CPU: its module, training and inference',
    environment: enginesEnvironment,
    program: 'python/engines_adapter.py',
    args: ['mnn'],
    documentation: 'https://mnn-docs.readthedocs.io/en/latest/pymnn/nn.html',
  },
  {
    ...cpp,
    name: 'dlib',
    title: 'dlib: the functions of its layers bn_con and bn_fc',
    environment: dlibEnvironment,
    program: 'cpp/dlib_adapter.cpp',
    documentation: 'https://github.com/davisking/dlib/blob/v19.24/dlib/cuda/tensor_tools.h',
  },
  {
    ...cpp,
    name: 'tiny-dnn',
    title: 'tiny-dnn: its layer',
    environment: tinyDnnEnvironment,
    program: 'cpp/tiny_dnn_adapter.cpp',
    documentation: 'https://tiny-dnn.readthedocs.io/en/latest/',
  },
  {
    ...cpp,
    name: 'onednn',
    title: 'oneDNN: its primitive, channels first and last',
    environment: onednnEnvironment,
    program: 'cpp/onednn_adapter.cpp',
    documentation: 'https://uxlfoundation.github.io/oneDNN/dev_guide_batch_normalization.html',
  },
  {
    ...cpp,
    language: 'C',
    name: 'darknet',
    title: 'darknet: batch normalization of its convolutional layer',
    environment: darknetEnvironment,
    program: 'cpp/darknet_adapter.cpp',
    documentation: 'https://github.com/pjreddie/darknet/blob/f6afaab/src/batchnorm_layer.c',
  },
  {
    ...rust,
    name: 'candle',
    title: 'candle-nn on the CPU',
    environment: candleEnvironment,
    program: 'rust/candle/src/main.rs',
    documentation: 'https://docs.rs/candle-nn/0.11.1/candle_nn/batch_norm/struct.BatchNormConfig.html',
  },
  {
    ...rust,
    name: 'burn',
    title: 'Burn on its ndarray backend',
    environment: burnEnvironment,
    program: 'rust/burn/src/main.rs',
    documentation: 'https://docs.rs/burn-nn/0.22.1/burn_nn/struct.BatchNormConfig.html',
  },
  {
    language: 'Go',
    args: [],
    name: 'gomlx',
    title: 'GoMLX on its backend in pure Go',
    environment: gomlxEnvironment,
    program: 'go/gomlx/main.go',
    documentation: 'https://pkg.go.dev/github.com/gomlx/gomlx@v0.26.0/pkg/ml/layers/batchnorm',
  },
  {
    language: 'Java',
    args: [],
    name: 'dl4j',
    title: 'Deeplearning4j on ND4J native: its layer, channels first and last',
    environment: dl4jEnvironment,
    program: 'java/dl4j/Adapter.java',
    documentation:
      'https://javadoc.io/doc/org.deeplearning4j/deeplearning4j-nn/1.0.0-M2.1/org/deeplearning4j/nn/conf/layers/BatchNormalization.html',
  },
  {
    language: 'JavaScript',
    name: 'tfjs:webgl',
    title: 'TensorFlow.js in Chromium, WebGL backend',
    environment: browserEnvironment,
    program: 'browser/adapter.mjs',
    args: ['tfjs:webgl'],
    documentation: 'https://js.tensorflow.org/api/4.22.0/#layers.batchNormalization',
    share: SLOW,
  },
  {
    language: 'JavaScript',
    name: 'tfjs:webgpu',
    title: 'TensorFlow.js in Chromium, WebGPU backend',
    environment: browserEnvironment,
    program: 'browser/adapter.mjs',
    args: ['tfjs:webgpu'],
    documentation: 'https://js.tensorflow.org/api/4.22.0/#layers.batchNormalization',
    share: SLOW,
  },
  {
    language: 'JavaScript',
    name: 'webnn',
    title: 'WebNN in a Chromium that has it, inference only',
    environment: webnnEnvironment,
    program: 'browser/adapter.mjs',
    args: ['webnn'],
    documentation: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-batchnorm',
    share: SLOW,
  },
  {
    ...onnxruntimeWeb,
    name: 'onnxruntime-web:page',
    title: 'ONNX Runtime Web in Chromium, WebAssembly',
    args: ['onnxruntime-web:page'],
  },
  {
    ...onnxruntimeWeb,
    name: 'onnxruntime-web:webgl',
    title: 'ONNX Runtime Web in Chromium, WebGL, inference only',
    args: ['onnxruntime-web:webgl'],
  },
  {
    ...onnxruntimeWeb,
    name: 'onnxruntime-web:webgpu',
    title: 'ONNX Runtime Web in Chromium, WebGPU, inference only',
    args: ['onnxruntime-web:webgpu'],
  },
  {
    ...onnxruntimeWeb,
    name: 'onnxruntime-web:webnn',
    title: 'ONNX Runtime Web in a Chromium that has WebNN, inference only',
    args: ['onnxruntime-web:webnn'],
  },
];
