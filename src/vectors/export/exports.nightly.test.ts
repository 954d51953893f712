import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runStep } from '../../adapters/outside/run-step.ts';
import { exportFormats } from '../../cli/fixtures/export-formats.ts';
import { vectorsFolder } from '../load-vectors.ts';
import { committedVectors } from '../testing/committed.ts';

const packages = ['numpy==2.4.6', 'onnx==1.23.2', 'safetensors==0.8.0'];
const reader = join(dirname(dirname(fileURLToPath(import.meta.url))), 'testing', 'read_exports.py');
/** Milliseconds that pip may take, and removing what it wrote. */
const INSTALLING = 600_000;
const hasPython = spawnSync('python3', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'bncheck-exports-'));
const python = join(folder, 'venv', 'bin', 'python');

beforeAll(async () => {
  if (!hasPython) return;
  await runStep('python3', ['-m', 'venv', join(folder, 'venv')], () => {});
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await runStep(python, [...pip, ...packages], () => {});
}, INSTALLING);

afterAll(() => rmSync(folder, { recursive: true, force: true }), INSTALLING);

test.runIf(hasPython)(
  'NumPy, safetensors and the runner of the ONNX backend tests read all exports, to the bit (where python3 is missing, this is left out)',
  async () => {
    for (const format of ['npz', 'safetensors', 'onnx'] as const) {
      const { written } = await exportFormats[format](committedVectors());
      for (const { path, content } of written) {
        const file = join(folder, format, path);
        if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    let said = '';
    await runStep(python, [reader, folder, vectorsFolder()], (line) => {
      said += line;
    });
    const counts = JSON.parse(said);
    expect(counts.npz).toBeGreaterThan(30_000);
    expect(counts.safetensors).toBe(counts.npz);
    expect(counts.onnx).toBeGreaterThan(500);
  },
);
