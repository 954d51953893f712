import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { requirements } from '../../spec/requirements.ts';
import { propertySeed } from './property-seed.ts';

const seed = 83;

test('the seed of a property is a signed 32-bit integer that depends on nothing but its arguments', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(...requirements), (run, { id }) => {
      const found = propertySeed(run, id);
      expect(found | 0).toBe(found);
      expect(propertySeed(run, id)).toBe(found);
    }),
    { seed },
  );
});

test('no two requirements have the same seed in a run, and no requirement the same in two runs', () => {
  const seeds = [0, 1, 2, -1, 2026].flatMap((run) => requirements.map(({ id }) => propertySeed(run, id)));
  expect(new Set(seeds).size).toBe(5 * requirements.length);
});
