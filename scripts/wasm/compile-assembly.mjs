/** Compiles AssemblyScript in memory, and says how a generated file holds it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** SHA-256 of the sources, of the script that compiles them and of this file: the two hold the compiler's options. */
export function hashOf(sources, script) {
  const hash = createHash('sha256');
  for (const path of [...sources, script, fileURLToPath(import.meta.url)]) {
    hash.update(relative(root, path)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/**
 * The module of `entry`, a path from the root, as text of a generated file. `nameOf` gives the name of the file that the compiler's
 * names, which end in .ts, stand for.
 */
export async function compileAssembly({ entry, options, nameOf = (name) => name, header, constant }) {
  const { main } = await import('assemblyscript/asc');
  let binary = null;
  const { error, stderr } = await main(
    [
      entry,
      ...['--baseDir', root, '--outFile', 'module.wasm', '-O3', '--noAssert', '--runtime', 'stub'],
      ...['--importMemory', '--enable', 'simd', ...options],
    ],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(join(base, nameOf(name)), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        binary = contents;
      },
    },
  );
  if (error !== null) throw new Error(`${entry} does not compile:\n${stderr.toString()}`);
  return [
    ...header.map((line) => `// ${line}`),
    '',
    '/** The WebAssembly module in base64. */',
    `export const ${constant}: string =\n  '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
}
