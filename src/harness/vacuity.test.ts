/**
 * The cases of no property are mostly empty: more than half must tell right from wrong, in that they catch a faulty variant that breaks
 * the requirement. The half is what "mostly" says, and it makes the counts of a run mean something: the 40 cases of a smoke run
 * are then worth at least 20, and all of them miss such a fault at most once in 2^40 runs.
 *
 * Shares were measured at length to be 69 % or more (vacuity.nightly.test.ts). In 30 cases 15 or fewer tell with a probability
 * of 2 % at 69 %, for a single property: whoever changes cases and meets that should measure at length.
 */
import { describe, expect, test } from 'vitest';
import { properties } from '../../spec/properties.ts';
import { tellingOf, tellingText } from './testing/telling-of.ts';

describe('most cases tell right from wrong', () => {
  test.each(properties)('$requirement', async (property) => {
    const share = await tellingOf(property, { seed: 1, runs: 40, thorough: false });
    expect(share.telling, tellingText(share)).toBeGreaterThan(share.cases / 2);
  });
});
