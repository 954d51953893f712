import { afterEach, expect, test, vi } from 'vitest';
import { withQuietConsole } from './quiet-console.ts';

afterEach(() => vi.restoreAllMocks());

test('drops what the work says, and lets everybody speak again afterwards', async () => {
  const spoken: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((word) => void spoken.push(word));
  const result = await withQuietConsole(async () => {
    console.log('during');
    await Promise.resolve();
    console.log('still during');
    return 7;
  });
  console.log('after');
  expect(result).toBe(7);
  expect(spoken).toEqual(['after']);
});

test('lets everybody speak again after an error, and passes it on', async () => {
  const { log, warn } = console;
  const failing = withQuietConsole(() => Promise.reject(new Error('no such library')));
  await expect(failing).rejects.toThrow('no such library');
  expect(console.log).toBe(log);
  expect(console.warn).toBe(warn);
});
