import fc from 'fast-check';
import { expect, test } from 'vitest';
import { properties } from '../../spec/properties.ts';
import { requirements } from '../../spec/requirements.ts';
import { halvesOf, recordedRequirements } from './halves-of.ts';

const all = requirements.map(({ id }) => id);

test('the requirements that are named as asking recorded cases are those whose properties do', () => {
  const recorded = properties.filter((property) => property.recorded === true);
  expect(recordedRequirements.toSorted()).toEqual(recorded.map(({ requirement }) => requirement).sort());
});

test('recorded cases are asked in one half alone', () => {
  const [first, second] = halvesOf(all);
  expect(first.toSorted()).toEqual(recordedRequirements.toSorted());
  expect(second).toEqual(all.filter((id) => !recordedRequirements.includes(id)));
});

test('any requirements are in one of two halves each, in their order, and two or more leave no half empty', () => {
  fc.assert(
    fc.property(fc.subarray(all), (some) => {
      const [first, second] = halvesOf(some);
      expect([...first, ...second].sort()).toEqual(some.toSorted());
      for (const half of [first, second]) expect(half).toEqual(some.filter((id) => half.includes(id)));
      if (some.length >= 2) expect(Math.min(first.length, second.length)).toBeGreaterThan(0);
    }),
    { seed: 1 },
  );
});
