/**
 * Compiles the package into dist/, bundles its command and makes it executable: `npm run build`. The WebAssembly kernels come first, where
 * their sources have changed.
 *
 * Files are replaced in place and those of sources that are gone are removed afterwards, so that a command
 * that runs from dist/ meanwhile never finds it empty. After an error of the compiler dist/ keeps what it had.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import './build-wasm.mjs';
import { bundleEntries } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
const compiler = join(dirname(manifest), 'bin', 'tsc');

const options = ['-p', 'tsconfig.build.json', '--noEmitOnError', '--listEmittedFiles'];
const { status, error, stdout } = spawnSync(process.execPath, [compiler, ...options], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (error !== undefined) throw error;

const EMITTED = 'TSFILE: ';
const lines = stdout.split('\n');
const told = lines.filter((line) => line !== '' && !line.startsWith(EMITTED));
if (told.length > 0) console.error(told.join('\n'));
process.exitCode = status ?? 1;

if (status === 0) {
  const emitted = lines.filter((line) => line.startsWith(EMITTED));
  const kept = new Set(emitted.map((line) => resolve(root, line.slice(EMITTED.length).trim())));
  const bundles = join(dist, 'bundle');
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file) && entry.parentPath !== bundles) rmSync(file);
  }
  const [main, worker] = ['main.js', 'worker.js'].map((name) => join(dist, 'src', 'cli', name));
  await bundleEntries([main, worker], bundles);
  chmodSync(main, 0o755);
}
