/**
 * The power of the suite: each faulty variant is caught by the property of the requirement that it breaks, in at most 150 generated
 * cases and by a small counterexample; and each requirement is needed to catch one.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { referenceOracle } from '../../reference/batch-norm.ts';
import { createDecimalOracle } from '../../reference/decimal-oracle.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import type { Variant } from '../../reference/variants/skeleton/define-variant.ts';
import { properties } from '../../spec/properties.ts';
import { requirements } from '../../spec/requirements.ts';
import type { Outcome } from './outcome.ts';
import { runProperty } from './run-property.ts';
import type { PropertyOptions } from './start-property.ts';

const options: Omit<PropertyOptions, 'runs'> = {
  seed: 2026,
  shrinkBudget: 150,
  timeoutMs: 5000,
  oracle: referenceOracle,
  exactOracle: createDecimalOracle(),
  recorded: [],
  grade: () => {},
};

const isCaught = ({ outcome }: Outcome) => outcome === 'failed' || outcome === 'errored';

/** Most variants are caught by the first cases, so that the others need not be made: the same seed gives the same cases. */
async function caughtIn(variant: Variant): Promise<Outcome> {
  const property = properties.find(({ requirement }) => requirement === variant.breaks)!;
  const early = await runProperty(property, variant.make(), { ...options, runs: 12 });
  return isCaught(early) ? early : runProperty(property, variant.make(), { ...options, runs: 150 });
}

describe('each faulty variant is caught by the property of the requirement it breaks', () => {
  const elements: number[] = [];

  test.each(faultyVariants)('$id breaks $breaks', async (variant) => {
    const found = await caughtIn(variant);
    expect(isCaught(found), `${variant.symptom} (${found.outcome} in ${found.cases} cases)`).toBe(true);
    elements.push(found.counterexample!.case.input.length);
  });

  afterAll(() => {
    const sorted = elements.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    expect(median, 'the median number of elements of the counterexamples').toBeLessThanOrEqual(6);
  });
});

describe('each requirement is needed', () => {
  test.each(requirements)('$id ($level) is what a faulty variant breaks', ({ id }) => {
    expect(faultyVariants.some(({ breaks }) => breaks === id)).toBe(true);
  });
});
