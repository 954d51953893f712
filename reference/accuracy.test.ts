import fc from 'fast-check';
import { describe, it } from 'vitest';
import { accuracyChecks } from './testing/accuracy-checks.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';

describe('the float64 reference stays within its stated distance from the decimal oracle', () => {
  it.each(accuracyChecks)('in %s, for small channels', (_, check) => {
    const cases = arbitraryCase([1, 2, 3], [1, 2, 4]);
    fc.assert(fc.property(cases, arbitraryConventions, check), { seed: 20150211, numRuns: 120 });
  });

  it.each(accuracyChecks)('in %s, for large channels', (_, check) => {
    const cases = arbitraryCase([1, 2], [1000], 1);
    const parameters = { seed: 20150211, numRuns: 2, endOnFailure: true };
    fc.assert(fc.property(cases, arbitraryConventions, check), parameters);
  });
});
