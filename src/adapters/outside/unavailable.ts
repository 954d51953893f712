/** A library with batch norm for which bncheck has no subject. */
export interface Unavailable {
  readonly name: string;
  readonly reason: string;
}

/** What was tried or looked for and cannot be installed by one command, so that nothing is left out in silence. */
export const unavailable: readonly Unavailable[] = [
  {
    name: 'Gorgonia (Go)',
    reason:
      'the Go module proxy refuses gorgonia.org/gorgonia ("403 Forbidden: This module version is not available")',
  },
  {
    name: 'GoMLX on XLA (Go)',
    reason:
      'its XLA plugin is a binary that is downloaded from outside of the module proxy; the backend in Go is tested',
  },
  {
    name: 'Arm NN (C++)',
    reason:
      "Debian's package is 20.08 of 2020, with the reference backend only, for inference: not worth an adapter yet",
  },
  {
    name: 'oneDNN 3.13 (C++)',
    reason:
      'the wheels of 2026 are built on SYCL and find no CPU device ("SYCL cpu devices queried but not found"); 3.2, the last one on OpenMP, is tested',
  },
  {
    name: "WebNN in Debian's Chromium",
    reason:
      'navigator.ml is there, but createContext rejects for each device: "WebNN is not supported on this platform"; the subject webnn brings another Chromium',
  },
  {
    name: '@tensorflow/tfjs-node and openvino-node',
    reason: 'their install scripts download binaries from outside of the npm registry',
  },
  {
    name: 'Burn on its flex backend (Rust)',
    reason:
      'it was not compiled: the ndarray backend alone takes 13 minutes of processor time, and is the subject burn',
  },
  {
    name: 'Chainer (Python)',
    reason:
      'its last version, 7.8.1 of 2022, is a source package whose setup imports pkg_resources, which setuptools no longer has ("ModuleNotFoundError: No module named \'pkg_resources\'")',
  },
  {
    name: 'LibTorch (C++)',
    reason: 'it is the library that the Python package of PyTorch calls: the subject pytorch tests it',
  },
  { name: 'cuDNN, MIOpen', reason: 'they need a GPU' },
  { name: 'Core ML, MLX on Metal', reason: 'they need macOS' },
  { name: 'Flux (Julia)', reason: 'Julia and its registry are not to be had where this was made' },
];
