import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gamma } from './gamma.ts';
import { randomFrom } from './random.ts';

describe('gamma with some zeros', () => {
  it('has a zero even in one channel, and several but not only zeros in many', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect([...gamma('someZero', 1, randomFrom(seed))!]).toEqual([0]);
        const zeros = gamma('someZero', 100, randomFrom(seed))!.filter((x) => x === 0).length;
        // About 30; five standard deviations are 23.
        expect(zeros).toBeGreaterThan(6);
        expect(zeros).toBeLessThan(55);
      }),
      { seed: 31, numRuns: 200 },
    );
  });
});
