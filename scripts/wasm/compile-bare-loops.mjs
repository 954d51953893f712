/** Assembles the loops without arithmetic that the benchmark measures: `node scripts/wasm/compile-bare-loops.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Where the generated file lies. */
export const bareLoopsFile = join(here, '../../src/bench/subjects/bare-loops-module.ts');

/** The text of the generated file. */
export async function bareLoops() {
  const { default: binaryen } = await import('assemblyscript/binaryen');
  const module = binaryen.parseText(readFileSync(join(here, 'bare-loops.wat'), 'utf8'));
  module.setFeatures(binaryen.Features.SIMD128);
  if (!module.validate()) throw new Error('bare-loops.wat is not valid');
  return [
    '// Assembled from scripts/wasm/bare-loops.wat by scripts/wasm/compile-bare-loops.mjs; not to be edited.',
    '',
    '/** The WebAssembly module in base64. */',
    `export const bareLoopsModule: string =\n  '${Buffer.from(module.emitBinary()).toString('base64')}';`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(bareLoopsFile, await bareLoops());
