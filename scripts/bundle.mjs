/**
 * Joins the compiled modules of the command into few files. Every process of a check loads some two hundred modules, and to find and open
 * each costs more than to read it.
 *
 * Packages stay outside: they are the user's to install. What is compiled file by file stays too, for those who import this package.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Bundles the modules that processes are started with into `folder`, and lets each of them do nothing but load its bundle. Bundles of earlier
 * builds are removed last.
 */
export async function bundleEntries(entries, folder) {
  const build = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [basename(entry, '.js'), entry])),
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    platform: 'node',
    plugins: [ownUrls(folder)],
  });
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await build.close();
  for (const entry of entries) {
    const { fileName } = output.find(({ facadeModuleId }) => facadeModuleId === entry);
    const start = `#!/usr/bin/env node\nimport ${spell(dirname(entry), join(folder, fileName))};\n`;
    writeFileSync(entry, start);
  }
  const written = new Set(output.map(({ fileName }) => fileName));
  for (const name of readdirSync(folder)) if (!written.has(name)) rmSync(join(folder, name));
}

/** A module in a bundle goes on to find what lies beside it by the place where it was. */
function ownUrls(folder) {
  return {
    name: 'own-urls',
    transform: (code, id) => {
      if (!code.includes('import.meta.url')) return null;
      return code.replaceAll('import.meta.url', `new URL(${spell(folder, id)}, import.meta.url).href`);
    },
  };
}

function spell(from, to) {
  const path = relative(from, to).split(sep).join('/');
  return `'${path.startsWith('.') ? path : `./${path}`}'`;
}
