import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSessionCache } from './session-cache.ts';

function cacheOfNumbers(capacity: number) {
  const opened: number[] = [];
  const released: number[] = [];
  const cache = createSessionCache(capacity, async ([model]) => {
    opened.push(model!);
    return { model, release: async () => void released.push(model!) };
  });
  return { cache, opened, released };
}

test('keeps exactly the models used last, and gives each its own session', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
      async (capacity, uses) => {
        const { cache, opened, released } = cacheOfNumbers(capacity);
        let recent: number[] = [];
        let expectedOpenings = 0;
        for (const model of uses) {
          if (!recent.includes(model)) expectedOpenings++;
          recent = [...recent.filter((other) => other !== model), model].slice(-capacity);
          expect((await cache.get(Uint8Array.of(model))).model).toBe(model);
        }
        expect(opened).toHaveLength(expectedOpenings);
        expect(released).toHaveLength(expectedOpenings - recent.length);
        await cache.clear();
        expect(released.slice(-recent.length || released.length)).toEqual(recent);
        expect(released).toHaveLength(expectedOpenings);
      },
    ),
    { seed: 71 },
  );
});

test('keeps nothing of a model that does not open', async () => {
  let attempts = 0;
  const cache = createSessionCache(2, (): Promise<{ release: () => Promise<void> }> => {
    attempts++;
    return Promise.reject(new Error('not a model'));
  });
  await expect(cache.get(Uint8Array.of(1))).rejects.toThrow('not a model');
  await expect(cache.get(Uint8Array.of(1))).rejects.toThrow('not a model');
  expect(attempts).toBe(2);
});
