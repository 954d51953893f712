import { expect, test } from 'vitest';
import { brokenIn } from './testing/broken-in.ts';
import { halfSubject } from './testing/half-subject.ts';

const seeds = [1, 2, 3, 4, 5, 6];

for (const dtype of ['float16', 'bfloat16'] as const) {
  for (const vectors of ['float32', dtype] as const) {
    test.each(seeds)(
      `a sound subject of ${dtype} with vectors of ${vectors} is accused of nothing, seed %i`,
      async (seed) => {
        const { broken } = await brokenIn(halfSubject(dtype, vectors), { seed, runs: 120, tier: 'ci' });
        expect(broken).toEqual([]);
      },
    );
  }
}
