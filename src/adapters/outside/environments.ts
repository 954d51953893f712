import type {
  CppEnvironment,
  GoEnvironment,
  JavaEnvironment,
  NpmEnvironment,
  PythonEnvironment,
  RustEnvironment,
} from './outside-environment.ts';

const numpy = 'numpy==2.4.6';
const keras = 'keras==3.15.1';

export const torchEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'torch',
  packages: ['torch==2.15.0', keras, numpy],
  disk: '5.5 GB',
};

export const jaxEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'jax',
  packages: ['jax==0.10.2', 'flax==0.12.8', 'dm-haiku==0.0.17', 'equinox==0.13.8', keras, numpy],
  disk: '0.8 GB',
};

export const onnxEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'onnx',
  packages: ['onnx==1.23.2', 'onnxruntime==1.32.0', numpy],
  disk: '0.2 GB',
};

export const openvinoEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'openvino',
  packages: ['openvino==2026.4.1', 'onnx==1.23.2', numpy],
  disk: '0.4 GB',
};

export const tinygradEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'tinygrad',
  packages: ['tinygrad==0.14.0', numpy],
  disk: '0.1 GB',
};

export const tensorflowEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'tensorflow',
  packages: ['tensorflow==2.21.0', 'ai-edge-litert==2.3.0', keras, numpy],
  disk: '2.2 GB',
};

export const paddleEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'paddle',
  packages: ['paddlepaddle==3.3.1', numpy],
  disk: '0.9 GB',
};

export const mlxEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'mlx',
  packages: ['mlx==0.32.4', 'mlx-cpu==0.32.4', numpy],
  disk: '0.1 GB',
};

/** Its last version, of 2022, names types that NumPy 1.24 took out. */
export const mxnetEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'mxnet',
  packages: ['mxnet==1.9.1', 'numpy==1.23.5'],
  disk: '0.3 GB',
};

export const tractEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'tract',
  packages: ['tract==0.23.9', 'onnx==1.23.2', numpy],
  disk: '0.2 GB',
};

/** C++ engines that are reached through their Python packages. */
export const enginesEnvironment: PythonEnvironment = {
  kind: 'python',
  name: 'engines',
  packages: ['ncnn==1.0.20261020', 'mnn==3.6.1', 'opencv-python-headless==5.0.0.93', 'onnx==1.23.2', numpy],
  disk: '0.6 GB',
};

const json = 'nlohmann-json3-dev=3.11.2-2';

export const dlibEnvironment: CppEnvironment = {
  kind: 'cpp',
  name: 'dlib',
  packages: [
    'libdlib-dev=19.24+dfsg-1',
    'libdlib19.1=19.24+dfsg-1',
    'libblas3=3.11.0-2',
    'liblapack3=3.11.0-2',
    'libgfortran5=12.2.0-14+deb12u1',
    'libquadmath0=12.2.0-14+deb12u1',
    json,
  ],
  wheels: [],
  source: 'cpp/dlib_adapter.cpp',
  libraries: ['dlib'],
  disk: '40 MB',
};

export const tinyDnnEnvironment: CppEnvironment = {
  kind: 'cpp',
  name: 'tiny-dnn',
  packages: [
    'tiny-dnn=1.0.0a3+ds-3',
    'libcereal-dev=1.3.2+dfsg-4',
    'rapidjson-dev=1.1.0+dfsg2-7.1',
    'libstb-dev=0.0~git20220908.8b5f1f3+ds-1',
    'libstb0=0.0~git20220908.8b5f1f3+ds-1',
    'libgemmlowp-dev=0.0~git20211220.e844ffd-1',
    json,
  ],
  wheels: [],
  source: 'cpp/tiny_dnn_adapter.cpp',
  libraries: ['stb'],
  disk: '20 MB',
};

export const onednnEnvironment: CppEnvironment = {
  kind: 'cpp',
  name: 'onednn',
  packages: [json],
  wheels: ['onednn-devel-cpu-gomp==2023.2.0', 'onednn-cpu-gomp==2023.2.0'],
  source: 'cpp/onednn_adapter.cpp',
  libraries: ['dnnl'],
  disk: '0.2 GB',
};

/** Its library is linked to OpenCV, to read images and to open windows. */
export const darknetEnvironment: CppEnvironment = {
  kind: 'cpp',
  name: 'darknet',
  packages: ['darknet=0.0.0+git20180914.61c9d02e-2+b4', json],
  wheels: [],
  source: 'cpp/darknet_adapter.cpp',
  libraries: ['darknet'],
  standIns: [
    'libopencv_highgui.so.406',
    'libopencv_videoio.so.406',
    'libopencv_imgcodecs.so.406',
    'libopencv_core.so.406',
  ],
  disk: '15 MB',
};

export const candleEnvironment: RustEnvironment = {
  kind: 'rust',
  name: 'candle',
  packages: ['candle-nn=0.11.1'],
  project: 'rust/candle',
  disk: '0.3 GB',
};

/** Takes 12 to 13 minutes of processor time to compile. */
export const burnEnvironment: RustEnvironment = {
  kind: 'rust',
  name: 'burn',
  packages: ['burn=0.22.1'],
  project: 'rust/burn',
  disk: '0.5 GB',
};

export const gomlxEnvironment: GoEnvironment = {
  kind: 'go',
  name: 'gomlx',
  packages: ['github.com/gomlx/gomlx@v0.26.0'],
  project: 'go/gomlx',
  disk: '20 MB',
};

export const dl4jEnvironment: JavaEnvironment = {
  kind: 'java',
  name: 'dl4j',
  packages: ['org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1', 'org.nd4j:nd4j-native:1.0.0-M2.1'],
  project: 'java/dl4j',
  disk: '0.2 GB',
};

export const browserEnvironment: NpmEnvironment = {
  kind: 'npm',
  name: 'browser',
  packages: ['playwright-core@1.65.1', '@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-webgpu@4.22.0'],
  disk: '0.5 GB',
};

export const webnnEnvironment: NpmEnvironment = {
  kind: 'npm',
  name: 'webnn',
  packages: ['playwright-core@1.65.1', '@sparticuz/chromium@153.0.0'],
  disk: '0.1 GB',
};

export const onnxruntimeWebEnvironment: NpmEnvironment = {
  kind: 'npm',
  name: 'onnxruntime-web',
  packages: ['playwright-core@1.65.1', '@sparticuz/chromium@153.0.0', 'onnxruntime-web@1.30.0'],
  disk: '0.3 GB',
};
