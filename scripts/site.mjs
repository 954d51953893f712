// Builds the site: its own packages first, where they are not yet what its lockfile says, then the pages.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const site = fileURLToPath(new URL('../site/', import.meta.url));
const installed = `${site}node_modules/.package-lock.json`;
const modified = (file) => statSync(file).mtimeMs;

if (!existsSync(installed) || modified(installed) < modified(`${site}package-lock.json`)) {
  npm('ci', '--no-audit', '--no-fund');
}
npm('run', 'build');

function npm(...words) {
  const { status } = spawnSync('npm', ['--prefix', site, ...words], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
