import type { Build, Kernels } from './kernels.ts';
import { typescriptKernels } from './typescript/typescript-kernels.ts';
import { supportsBuild } from './wasm/module-of.ts';
import { createWasmKernels } from './wasm/wasm-kernels.ts';

/** The builds that this engine can run, the fastest first. */
export function supportedBuilds(): readonly Build[] {
  const candidates: readonly Build[] = ['relaxed-simd', 'simd', 'typescript'];
  return candidates.filter((build) => build === 'typescript' || supportsBuild(build));
}

/** The kernels of one build. WebAssembly kernels keep memory of their own, which grows with the largest tensors given. */
export function createKernels(build: Build = supportedBuilds()[0]!): Kernels {
  return build === 'typescript' ? typescriptKernels : createWasmKernels(build);
}

let fastest: Kernels | null = null;

function fastestKernels(): Kernels {
  fastest ??= createKernels();
  return fastest;
}

/**
 * Float32 batch norm by the fastest build that this engine runs, chosen at the first call. Takes and gives ordinary arrays, which
 * are copied into the kernels' memory and out of it; `createKernelMemory` avoids that.
 */
export const batchNorm: Kernels = {
  get build() {
    return fastestKernels().build;
  },
  training: (given) => fastestKernels().training(given),
  inference: (given) => fastestKernels().inference(given),
  trainingGradient: (given) => fastestKernels().trainingGradient(given),
  inferenceGradient: (given) => fastestKernels().inferenceGradient(given),
};
