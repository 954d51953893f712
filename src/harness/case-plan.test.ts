import { expect, test } from 'vitest';
import { casePlan } from './case-plan.ts';
import { someCases } from './testing/cases.ts';
import { propertyThat } from './testing/properties.ts';
import { held } from '../../spec/verdict.ts';

const property = propertyThat(() => held, { recorded: true });
const stored = someCases(1, 2);
const recorded = someCases(2, 3);
const plan = casePlan(property, { seed: 4, runs: 5, stored, recorded });

test('stored cases come first, then generated ones, then recorded ones', () => {
  const all = plan.between(0, Number.POSITIVE_INFINITY);
  expect(plan.length).toBe(10);
  expect(all).toHaveLength(10);
  expect(all.slice(0, 2)).toEqual(stored);
  expect(all.slice(7)).toEqual(recorded);
  expect(all.slice(2, 7)).toEqual(casePlan(property, { seed: 4, runs: 5, recorded: [] }).between(0, 5));
});

test('any part is that part of the whole', () => {
  const all = plan.between(0, 10);
  for (let from = 0; from <= 10; from++) {
    for (let to = from; to <= 11; to++) expect(plan.between(from, to)).toEqual(all.slice(from, to));
  }
});

test('a property that takes no recorded cases gets none', () => {
  const other = casePlan({ ...property, recorded: false }, { seed: 4, runs: 5, recorded });
  expect(other.length).toBe(5);
  expect(other.between(5, 9)).toEqual([]);
});
