/** Compiles the WebAssembly kernels where their sources have changed: `node scripts/build-wasm.mjs`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builds, compileKernels, generated, sourceHash } from './wasm/compile-kernels.mjs';

const isFresh = (path) => existsSync(path) && readFileSync(path, 'utf8').includes(sourceHash());

mkdirSync(generated, { recursive: true });
for (const build of builds) {
  const path = join(generated, build.file);
  if (!isFresh(path)) writeFileSync(path, await compileKernels(build));
}
