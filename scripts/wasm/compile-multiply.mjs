/** Compiles the matrix product of the claims' training stack: `node scripts/wasm/compile-multiply.mjs`. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const source = 'src/claims/stack/assembly/multiply.as';
const output = join(root, 'src/claims/stack/generated/multiply-module.ts');

/** SHA-256 of the source and of this file, which holds the compiler's options. */
export function multiplyHash() {
  const hash = createHash('sha256');
  for (const path of [join(root, source), fileURLToPath(import.meta.url)]) hash.update(readFileSync(path));
  return hash.digest('hex');
}

async function compile() {
  const { main } = await import('assemblyscript/asc');
  let binary = null;
  const { error, stderr } = await main(
    [
      // The compiler wants names in .ts; the file has another, since it is no TypeScript for the rest of the project.
      source.replace(/as$/, 'ts'),
      ...['--baseDir', root, '--outFile', 'multiply.wasm', '-O3', '--noAssert'],
      ...['--runtime', 'stub', '--importMemory', '--enable', 'simd'],
    ],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(join(base, name.replace(/multiply\.ts$/, 'multiply.as')), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        binary = contents;
      },
    },
  );
  if (error !== null) throw new Error(`the matrix product does not compile:\n${stderr.toString()}`);
  return [
    '// Compiled from ../assembly/multiply.as by scripts/wasm/compile-multiply.mjs; not to be edited.',
    `// Source: ${multiplyHash()}`,
    '',
    '/** The WebAssembly module in base64. */',
    `export const multiplyModule =\n  '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(output, await compile());
