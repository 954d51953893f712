import { relaxedSimd } from './generated/relaxed-simd.ts';
import { simd } from './generated/simd.ts';
import { withSharedMemory } from './shared-memory.ts';
import { type Module, moduleBytes, webAssembly } from './web-assembly.ts';

/** A build that is WebAssembly. */
export type WasmBuild = 'relaxed-simd' | 'simd';

const binaries: Readonly<Record<WasmBuild, string>> = { 'relaxed-simd': relaxedSimd, simd };

const modules = new Map<string, Module>();

/** True where the engine has the instructions of a build. */
export function supportsBuild(build: WasmBuild): boolean {
  return webAssembly?.validate(bytesOf(build, false)) ?? false;
}

/** The compiled module of a build, for shared memory where asked. @throws Error where the engine does not support the build. */
export function moduleOf(build: WasmBuild, shared: boolean): Module {
  const key = `${build} ${shared}`;
  const known = modules.get(key);
  if (known !== undefined) return known;
  if (webAssembly === undefined || !supportsBuild(build)) {
    throw new Error(`this engine does not support the build "${build}" of the kernels`);
  }
  const module = new webAssembly.Module(bytesOf(build, shared));
  modules.set(key, module);
  return module;
}

function bytesOf(build: WasmBuild, shared: boolean): Uint8Array {
  const bytes = moduleBytes(binaries[build]);
  return shared ? withSharedMemory(bytes) : bytes;
}
