import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from './temporary-folder.ts';

const listeners = () =>
  (['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => process.listenerCount(name));

test('the folder is there for the work and gone after it, with what it held', async () => {
  const before = listeners();
  const used = await withTemporaryFolder('bncheck-test-', async (folder) => {
    writeFileSync(join(folder, 'data.bin'), 'numbers');
    expect(existsSync(folder)).toBe(true);
    return folder;
  });
  expect(existsSync(used)).toBe(false);
  expect(listeners()).toEqual(before);
});

test('it is gone after work that failed, whose error is given on', async () => {
  let used = '';
  const failing = withTemporaryFolder('bncheck-test-', async (folder) => {
    used = folder;
    throw new Error('no memory left');
  });
  await expect(failing).rejects.toThrow('no memory left');
  expect(existsSync(used)).toBe(false);
});
