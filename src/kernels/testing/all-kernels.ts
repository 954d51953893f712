import type { Kernels } from '../kernels.ts';
import { typescriptKernels } from '../typescript/typescript-kernels.ts';
import { wasmBuilds } from '../wasm/testing/tested-builds.ts';
import { createWasmKernels } from '../wasm/wasm-kernels.ts';

/** Every build, the two of WebAssembly first. */
export const allKernels: readonly Kernels[] = [...wasmBuilds.map(createWasmKernels), typescriptKernels];
