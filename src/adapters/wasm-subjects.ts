import type { Subject } from '../../spec/contract.ts';
import { createKernels, supportedBuilds } from '../kernels/fastest-kernels.ts';
import type { Build } from '../kernels/kernels.ts';
import { kernelSubject } from './builtin-subjects.ts';

/** The fastest WebAssembly build of the kernels that this engine runs. @throws Error where it runs none. */
export function wasmSubject(): Subject {
  return subjectOf('builtin:wasm', supportedBuilds().includes('relaxed-simd') ? 'relaxed-simd' : 'simd');
}

/** The WebAssembly build without fused multiply-add. @throws Error where the engine has no SIMD. */
export function wasmSimdSubject(): Subject {
  return subjectOf('builtin:wasm-simd', 'simd');
}

function subjectOf(name: string, build: Build): Subject {
  return { ...kernelSubject(name, 'WebAssembly', createKernels(build)), version: build };
}
