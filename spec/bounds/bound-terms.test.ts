import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from '../arbitraries/cases.ts';
import type { Case, Conventions } from '../contract.ts';
import { conventionsOf } from '../testing/paper-conventions.ts';
import { type Arithmetic, accuracyClasses, arithmeticOf } from './arithmetic.ts';
import { totalOf } from './bound-term.ts';
import { boundTermsOf, quantitiesWithTerms } from './bound-terms.ts';
import { inferenceGradientBounds, trainingGradientBounds } from './gradient-bounds.ts';
import { inferenceBounds } from './inference-bounds.ts';
import { trainingBounds } from './training-bounds.ts';

/** A dozen float64 additions in another order. */
const rounding = 2 ** -48;

function allBounds(
  given: Case,
  conventions: Conventions,
  arithmetic: Arithmetic,
): Record<string, Float64Array> {
  const inference = Object.entries(inferenceGradientBounds(given, conventions, arithmetic));
  return {
    ...trainingBounds(given, conventions, arithmetic),
    inferenceOutput: inferenceBounds(given, conventions, arithmetic),
    ...trainingGradientBounds(given, conventions, arithmetic),
    ...Object.fromEntries(inference.map(([name, bounds]) => [`inference ${name}`, bounds])),
  };
}

const conventions = fc.constantFrom(
  conventionsOf(),
  conventionsOf({ epsilonPlacement: 'outside' }),
  conventionsOf({ normalizingVarianceCorrection: 1 }),
);
const arithmetic = fc.constantFrom(...accuracyClasses.map((name) => arithmeticOf('float32', name)));

test('every quantity that has a bound has terms, and they sum to it, the largest first', () => {
  const compared = new Set<string>();
  const property = fc.property(cases({ maxElements: 40 }), conventions, arithmetic, (given, ...how) => {
    const bounds = allBounds(given, ...how);
    expect(Object.keys(bounds).sort()).toEqual([...quantitiesWithTerms].sort());
    for (const [quantity, expected] of Object.entries(bounds)) {
      expected.forEach((bound, at) => {
        if (bound === Number.POSITIVE_INFINITY) return;
        const terms = boundTermsOf(quantity, given, ...how, at);
        const inOrder = terms.every(({ value }, k) => k === 0 || value <= terms[k - 1]!.value);
        const once = new Set(terms.map(({ name }) => name)).size === terms.length;
        const sumUp = Math.abs(totalOf(terms) - bound) <= rounding * bound;
        if (!inOrder || !once || !sumUp)
          expect.fail(`${quantity} at ${at}: ${JSON.stringify(terms)} of ${bound}`);
        compared.add(quantity);
      });
    }
  });
  fc.assert(property, { seed: 5, numRuns: 60 });
  expect([...compared].sort()).toEqual([...quantitiesWithTerms].sort());
});

test('a quantity of another name has no terms', () => {
  const [given] = fc.sample(cases({ maxElements: 40 }), { seed: 5, numRuns: 1 });
  expect(boundTermsOf('difference', given!, conventionsOf(), arithmeticOf('float32'), 0)).toEqual([]);
});
