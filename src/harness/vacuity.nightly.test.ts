/** The shares of vacuity.test.ts at length, and that each faulty variant is met by enough of them. */
import { describe, expect, test } from 'vitest';
import { properties } from '../../spec/properties.ts';
import { tellingOf, tellingText } from './testing/telling-of.ts';

/** Repeats the cases of one seed; a night may set another in the environment. */
const seed = Number(process.env.BNCHECK_SEED ?? 1);

/** So many cases has a requirement at tier ci. */
const CI_RUNS = 300;

/** The share of cases above which CI_RUNS of them miss a variant less than once in a thousand runs: 2.3 %. */
const LEAST_SHARE = 1 - 0.001 ** (1 / CI_RUNS);

describe(`most cases tell right from wrong; seed ${seed}`, () => {
  test.each(properties)('$requirement', async (property) => {
    const share = await tellingOf(property, { seed, runs: 500, thorough: true });
    const { cases, telling, caughtBy } = share;
    console.log(`${property.requirement}: ${tellingText(share)}`);
    expect(telling, tellingText(share)).toBeGreaterThan(cases / 2);
    const rare = Object.entries(caughtBy).filter(([, caught]) => caught <= LEAST_SHARE * cases);
    expect(rare, 'variants that too few cases catch').toEqual([]);
  });
});
