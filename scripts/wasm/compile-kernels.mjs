/** Compiles src/kernels/wasm/assembly and says what the generated files hold. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAssembly, hashOf, root } from './compile-assembly.mjs';

const folder = 'src/kernels/wasm/assembly';

/** The builds: the name of the generated file, the constant in it and what the compiler is told beside the rest. */
export const builds = [
  { file: 'simd.ts', constant: 'simd', options: [] },
  { file: 'relaxed-simd.ts', constant: 'relaxedSimd', options: ['--enable', 'relaxed-simd'] },
];

/** Where the generated files lie. */
export const generated = join(root, 'src/kernels/wasm/generated');

/** SHA-256 of the sources and of how they are compiled. */
export function sourceHash() {
  const sources = readdirSync(join(root, folder)).sort();
  return hashOf(
    sources.map((name) => join(root, folder, name)),
    fileURLToPath(import.meta.url),
  );
}

/** The text of the generated file of a build. */
export async function compileKernels({ constant, options }) {
  return compileAssembly({
    entry: `${folder}/index.ts`,
    // 65536 pages are all that 32 bits can address. A maximum is needed where the memory is shared.
    options: ['--maximumMemory', '65536', ...options],
    header: [
      'Compiled from ../assembly by scripts/build-wasm.mjs; not to be edited.',
      `Sources: ${sourceHash()}`,
    ],
    constant,
  });
}
