import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { benchData } from '../bench-data.ts';
import type { BenchTask } from '../bench-task.ts';
import { startNativeChild } from './native-child.ts';
import { onednnSource } from './onednn.ts';
import { pytorchSource } from './pytorch.ts';

// A space, since paths may have one.
const folder = mkdtempSync(join(tmpdir(), 'bncheck native '));
afterAll(() => rmSync(folder, { recursive: true }));

const program = fileURLToPath(new URL('../testing/line-child.mjs', import.meta.url));
const shape = { shape: [2, 3, 4], layout: 'channels-first' } as const;
const task: BenchTask = { ...shape, operation: 'training', data: benchData(shape) };

test('a child gets the numbers, gives results and times, and ends', async () => {
  const child = await startNativeChild(process.execPath, [program], folder);
  expect(child.version).toBe('1.2');
  const prepared = await child.prepare(task, 1, 'only');
  expect(await prepared.result()).toEqual({ output: task.data.input });
  expect(await prepared.time(8)).toBe(2);
  await prepared.release();
  await expect(prepared.result()).rejects.toThrow();
  await child.stop();
});

test('what a child refuses is an error with its words', async () => {
  const child = await startNativeChild(process.execPath, [program], folder);
  await expect(child.prepare({ ...task, operation: 'inference' }, 2, 'only')).rejects.toThrow(
    'no inference by 2 threads',
  );
  await child.stop();
});

test('a library that is not there is an error that says what is missing', async () => {
  const folders = { programs: folder, temporary: folder };
  const without = async (name: string, work: () => Promise<unknown>) => {
    const before = process.env[name];
    process.env[name] = join(folder, 'no-such-program');
    await work().finally(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  };
  await without('BNCHECK_PYTHON', () =>
    expect(pytorchSource(folders).open()).rejects.toThrow('there is no such program'),
  );
  await without('CXX', () =>
    expect(onednnSource(folders).open()).rejects.toThrow("oneDNN's headers or a C++ compiler are missing"),
  );
});
