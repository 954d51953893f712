/** Compiles src/kernels/wasm/assembly and says what the generated files hold. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = 'src/kernels/wasm/assembly';

/** The builds: the name of the generated file, the constant in it and what the compiler is told beside the rest. */
export const builds = [
  { file: 'simd.ts', constant: 'simd', options: [] },
  { file: 'relaxed-simd.ts', constant: 'relaxedSimd', options: ['--enable', 'relaxed-simd'] },
];

/** Where the generated files lie. */
export const generated = join(root, 'src/kernels/wasm/generated');

/** SHA-256 of the sources and of this file, which holds the compiler's options. */
export function sourceHash() {
  const hash = createHash('sha256');
  for (const name of readdirSync(join(root, folder)).sort()) {
    hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.digest('hex');
}

/** The text of the generated file of a build. */
export async function compileKernels(build) {
  const { main } = await import('assemblyscript/asc');
  let binary = null;
  const { error, stderr } = await main(
    [
      `${folder}/index.ts`,
      ...['--baseDir', root, '--outFile', 'kernels.wasm', '-O3', '--noAssert', '--runtime', 'stub'],
      // 65536 pages are all that 32 bits can address. A maximum is needed where the memory is shared.
      ...['--importMemory', '--maximumMemory', '65536', '--enable', 'simd', ...build.options],
    ],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(join(base, name), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        binary = contents;
      },
    },
  );
  if (error !== null) throw new Error(`the kernels do not compile:\n${stderr.toString()}`);
  return [
    '// Compiled from ../assembly by scripts/build-wasm.mjs; not to be edited.',
    `// Sources: ${sourceHash()}`,
    '',
    '/** The WebAssembly module in base64. */',
    `export const ${build.constant} =\n  '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
}
