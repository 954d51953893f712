/** Compiles the matrix product of the claims' training stack: `node scripts/wasm/compile-multiply.mjs`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAssembly, hashOf, root } from './compile-assembly.mjs';

const source = 'src/claims/stack/assembly/multiply.as';
const output = join(root, 'src/claims/stack/generated/multiply-module.ts');

/** SHA-256 of the source and of how it is compiled. */
export function multiplyHash() {
  return hashOf([join(root, source)], fileURLToPath(import.meta.url));
}

async function compile() {
  return compileAssembly({
    // The compiler wants names in .ts; the file has another, since it is no TypeScript for the rest of the project.
    entry: source.replace(/as$/, 'ts'),
    nameOf: (name) => name.replace(/multiply\.ts$/, 'multiply.as'),
    options: [],
    header: [
      'Compiled from ../assembly/multiply.as by scripts/wasm/compile-multiply.mjs; not to be edited.',
      `Source: ${multiplyHash()}`,
    ],
    constant: 'multiplyModule',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(output, await compile());
