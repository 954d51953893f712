import { setFlagsFromString } from 'node:v8';
import { supportedBuilds } from '../../fastest-kernels.ts';
import type { WasmBuild } from '../module-of.ts';

// Node 20 has relaxed SIMD behind a flag; an engine that has it without one does not know the flag.
if (!supportedBuilds().includes('relaxed-simd')) setFlagsFromString('--experimental-wasm-relaxed-simd');

/** The builds of WebAssembly, both of which must run here: a test of fewer would prove less. */
export const wasmBuilds: readonly WasmBuild[] = ['relaxed-simd', 'simd'];
