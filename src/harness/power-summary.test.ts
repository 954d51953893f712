import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../spec/contract.ts';
import type { Outcome } from './outcome.ts';
import { median, summarizePower, type VariantFindings } from './power-summary.ts';

const order = ['BN-A', 'BN-B', 'BN-C'];

function outcome(requirement: string, elements: number): Outcome {
  const given = { input: new Float32Array(elements) } as Case;
  const counterexample = { case: given, way: null, message: 'wrong', foundElements: elements, foundAt: 1 };
  const counts = { cases: 1, vacuous: 0, skipped: 0, worstRatio: 2 };
  return { requirement, level: 'MUST', outcome: 'failed', ...counts, counterexample };
}

function variant(
  id: string,
  change: Partial<VariantFindings> & { readonly elements?: number },
): VariantFindings {
  const { elements = 1, ...rest } = change;
  const broken = rest.broken ?? [];
  const failed = broken.map((requirement) => outcome(requirement, elements));
  const { kind = 'faulty' } = rest;
  return {
    id,
    kind,
    breaks: kind === 'faulty' ? 'BN-A' : null,
    needsElements: null,
    first: failed[0] === undefined ? null : { outcome: failed[0], cases: 3, ms: 10 },
    broken,
    complete: true,
    diagnosed: null,
    accusations: kind === 'sound' ? failed : [],
    ms: 100,
    ...rest,
  };
}

test('a diagnosis that names the variant or an equal is right, one that names another is wrong, and `unknown` is neither', () => {
  const named = (id: string, name: string, alternatives: readonly string[] = []) =>
    variant(id, { broken: ['BN-A'], diagnosed: { name, alternatives } });
  const { diagnosis } = summarizePower(
    [
      named('a', 'a'),
      named('b', 'a', ['b']),
      named('c', 'a'),
      named('d', 'unknown'),
      variant('e', { broken: ['BN-A'] }),
    ],
    order,
  );
  expect(diagnosis).toEqual({ total: 4, named: 2, wrong: ['c (a)'] });
});

describe('a summary', () => {
  const findings = [
    variant('both', { broken: ['BN-A', 'BN-C'], elements: 4 }),
    variant('late', { broken: ['BN-C'], breaks: 'BN-C', elements: 8 }),
    variant('quiet', {}),
    variant('fine', { kind: 'sound' }),
    variant('framed', { kind: 'sound', broken: ['BN-B'] }),
  ];
  const summary = summarizePower(findings, order);

  test('counts what is caught and names what is missed', () => {
    expect(summary.faulty).toEqual({ total: 3, caught: 2, missed: ['quiet'] });
  });

  test('names the sound variants that are accused, and keeps them out of every other figure', () => {
    expect(summary.sound).toEqual({ total: 2, accused: ['framed'] });
    expect(summary.requirements?.find(({ requirement }) => requirement === 'BN-B')?.catches).toBe(0);
  });

  test('tells what each requirement leaves to the others: how many faults written for it they catch without it', () => {
    const heldOut = (id: string) => {
      const { family, familyHeldOut } = summary.requirements!.find(({ requirement }) => requirement === id)!;
      return [familyHeldOut, family];
    };
    expect(heldOut('BN-A')).toEqual([1, 2]);
    expect(heldOut('BN-B')).toEqual([0, 0]);
    expect(heldOut('BN-C')).toEqual([0, 1]);
  });

  test('takes medians over what is caught alone', () => {
    expect(summary.medianElementsInCounterexample).toBe(6);
    expect(summary.medianMsToCatch).toBe(10);
  });

  test('tells for each requirement what it notices first, at all and alone', () => {
    expect(summary.requirements).toMatchObject([
      { requirement: 'BN-A', first: 1, catches: 1, alone: [] },
      { requirement: 'BN-B', first: 0, catches: 0, alone: [] },
      { requirement: 'BN-C', first: 1, catches: 2, alone: ['late'] },
    ]);
  });

  test('has no such table where a run ended at its first broken requirement', () => {
    const short = variant('short', { broken: ['BN-A'], complete: false });
    expect(summarizePower([...findings, short], order).requirements).toBeNull();
  });

  test('names counterexamples of more than 32 elements, unless the fault needs as many', () => {
    const sizes = [
      variant('friendly', { broken: ['BN-A'], elements: 32 }),
      variant('large', { broken: ['BN-A'], elements: 33 }),
      variant('needy', { broken: ['BN-A'], elements: 98, needsElements: 66 }),
      variant('greedy', { broken: ['BN-A'], elements: 99, needsElements: 66 }),
    ];
    expect(summarizePower(sizes, order).bulky).toEqual(['large', 'greedy']);
  });

  test('of nothing has no medians', () => {
    const nothing = summarizePower([], order);
    expect(nothing.medianMsToCatch).toBeNull();
    expect(nothing.medianElementsInCounterexample).toBeNull();
  });
});

test('a median has as many numbers below it as above', () => {
  const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(numbers, (given) => {
      const middle = median(given)!;
      const below = given.filter((x) => x < middle).length;
      const above = given.filter((x) => x > middle).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(given.length / 2);
    }),
    { seed: 5 },
  );
});
