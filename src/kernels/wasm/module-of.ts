import { relaxedSimd } from './generated/relaxed-simd.ts';
import { simd } from './generated/simd.ts';
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
  if (shared) bytes[memoryFlags(bytes)] = 3;
  return bytes;
}

/**
 * Where a module says what memory it imports: after its name and the kind 2 (memory) stands 1 for "has a maximum", or 3 for
 * that and "is shared". Nothing else in the module depends on it.
 */
function memoryFlags(bytes: Uint8Array): number {
  const name = [6, ...Array.from('memory', (letter) => letter.charCodeAt(0)), 2, 1];
  const at = bytes.findIndex((_, start) => name.every((byte, k) => bytes[start + k] === byte));
  return at + name.length - 1;
}
