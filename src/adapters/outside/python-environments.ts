/** A Python virtual environment that several subjects may share. */
export interface PythonEnvironment {
  readonly name: string;
  /** Pinned requirements, as pip takes them. */
  readonly packages: readonly string[];
  /** What it takes on the disk, measured. */
  readonly disk: string;
}

const numpy = 'numpy==2.4.6';
const keras = 'keras==3.15.1';

export const torchEnvironment: PythonEnvironment = {
  name: 'torch',
  packages: ['torch==2.15.0', keras, numpy],
  disk: '5.5 GB',
};

export const jaxEnvironment: PythonEnvironment = {
  name: 'jax',
  packages: ['jax==0.10.2', 'flax==0.12.8', 'dm-haiku==0.0.17', 'equinox==0.13.8', keras, numpy],
  disk: '0.8 GB',
};

export const onnxEnvironment: PythonEnvironment = {
  name: 'onnx',
  packages: ['onnx==1.23.2', 'onnxruntime==1.32.0', numpy],
  disk: '0.2 GB',
};

export const openvinoEnvironment: PythonEnvironment = {
  name: 'openvino',
  packages: ['openvino==2026.4.1', 'onnx==1.23.2', numpy],
  disk: '0.4 GB',
};

export const tinygradEnvironment: PythonEnvironment = {
  name: 'tinygrad',
  packages: ['tinygrad==0.14.0', numpy],
  disk: '0.1 GB',
};

export const tensorflowEnvironment: PythonEnvironment = {
  name: 'tensorflow',
  packages: ['tensorflow==2.21.0', keras, numpy],
  disk: '2.1 GB',
};

export const paddleEnvironment: PythonEnvironment = {
  name: 'paddle',
  packages: ['paddlepaddle==3.3.1', numpy],
  disk: '0.9 GB',
};

export const mlxEnvironment: PythonEnvironment = {
  name: 'mlx',
  packages: ['mlx==0.32.4', 'mlx-cpu==0.32.4', numpy],
  disk: '0.1 GB',
};
