import { setTimeout as wait } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runPool } from './run-pool.ts';

test('results come in the order of the items, with never more tasks at a time than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 4 }),
      async (delays, limit) => {
        let running = 0;
        let most = 0;
        const results = await runPool(delays, limit, async (delay) => {
          running += 1;
          most = Math.max(most, running);
          await wait(delay);
          running -= 1;
          return delay * 2;
        });
        expect(results).toEqual(delays.map((delay) => delay * 2));
        expect(most).toBe(Math.min(limit, delays.length));
      },
    ),
    { seed: 1, numRuns: 30 },
  );
});
