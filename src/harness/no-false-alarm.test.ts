/** The other half of power: nothing is ever held against a sound implementation, whatever its algorithm and conventions. */
import { describe, expect, test } from 'vitest';
import { soundVariants } from '../../reference/variants/sound.ts';
import { accusationsOf } from './testing/accusations.ts';

describe('no property fails for a sound variant', () => {
  // Each variant gets cases of its own: together they see many more than one seed would give.
  test.each(soundVariants.map((variant, k) => ({ ...variant, seed: 500 + k })))('$id', async (variant) => {
    expect(await accusationsOf(variant, { seed: variant.seed, runs: 4 })).toEqual([]);
  });
});
