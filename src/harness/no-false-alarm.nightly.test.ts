/** The runs of no-false-alarm.test.ts at length. */
import { describe, expect, test } from 'vitest';
import { soundVariants } from '../../reference/variants/sound.ts';
import { accusationsOf } from './testing/accusations.ts';

describe.each([1, 2, 3])('no property fails for a sound variant (seed %i)', (seed) => {
  test.each(soundVariants)('$id', async (variant) => {
    expect(await accusationsOf(variant, { seed, runs: 300 })).toEqual([]);
  });
});
