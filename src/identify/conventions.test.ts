import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conventions } from '../../spec/contract.ts';
import { profiles } from '../../spec/conventions.ts';
import type { Identified } from './identified.ts';
import { identifyCounted } from './testing/identify-counted.ts';
import { referenceSubject } from './testing/reference-subject.ts';

const seed = 64;

/** What the reference does under conventions, in the words that say it first. */
function shown(conventions: Conventions): Conventions {
  const { oneElement, emptyBatch, runningVarianceCorrection } = conventions;
  return {
    ...conventions,
    // Without the correction m/(m-1) one element has nothing to make NaN.
    oneElement: oneElement === 'nan' && runningVarianceCorrection === 0 ? 'define' : oneElement,
    emptyBatch: emptyBatch === 'unspecified' ? 'keep' : emptyBatch,
  };
}

/** How far off the next answer is, in bounds, at the question where it is nearest. */
function leastSeparation({ findings }: Identified): number {
  const separations = Object.values(findings).map((one) => (one.kind === 'found' ? one.separation : null));
  return Math.min(...separations.map((one) => one ?? Number.POSITIVE_INFINITY));
}

describe('a named profile, followed by the reference, is identified exactly', () => {
  test.each(profiles)('$id', async ({ id, conventions }) => {
    const identified = await identifyCounted(referenceSubject(conventions));
    expect(identified.conventions).toEqual(shown(conventions));
    expect(identified.settled).toHaveLength(6);
    expect(identified.nearest).toEqual([{ ids: expect.arrayContaining([id]), differences: [] }]);
  });
});

/** What somebody would write: at most three digits, or a power of two. */
const floors = fc.oneof(
  fc.constant(0),
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 3, max: 20 }))
    .map(([n, k]) => Number(`${n}e-${k}`)),
  fc.integer({ min: 1, max: 60 }).map((k) => 2 ** -k),
);

const conventionsOf: fc.Arbitrary<Conventions> = fc.record({
  runningVarianceCorrection: fc.constantFrom(0, 1),
  normalizingVarianceCorrection: fc.constantFrom(0, 1),
  epsilonPlacement: fc.constantFrom('inside', 'outside'),
  epsilonFloor: floors,
  oneElement: fc.constantFrom('define', 'reject', 'nan', 'keep'),
  emptyBatch: fc.constantFrom('keep', 'reject', 'nan', 'decay'),
});

describe('any combination of conventions is identified exactly', () => {
  test.each([
    ['float32', 25],
    ['float64', 5],
  ] as const)('by a %s subject', async (dtype, numRuns) => {
    await fc.assert(
      fc.asyncProperty(conventionsOf, async (conventions) => {
        const identified = await identifyCounted(referenceSubject(conventions, dtype));
        expect(identified.conventions).toEqual(shown(conventions));
        expect(identified.settled).toHaveLength(6);
        expect(leastSeparation(identified)).toBeGreaterThan(100);
      }),
      { seed, numRuns },
    );
  });
});

test('a floor that nobody would write is found to within its interval', async () => {
  const odd = fc.double({ min: 1e-12, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(odd, async (epsilonFloor) => {
      const conventions = { ...profiles[0]!.conventions, epsilonFloor };
      const { findings } = await identifyCounted(referenceSubject(conventions));
      const floor = findings.epsilonFloor;
      if (floor.kind !== 'found') throw new Error(floor.text);
      const { low, high } = floor.value.interval;
      expect(low).toBeLessThanOrEqual(epsilonFloor);
      expect(high).toBeGreaterThanOrEqual(epsilonFloor);
      expect((high - low) / epsilonFloor).toBeLessThan(2 ** -16);
    }),
    { seed, numRuns: 10 },
  );
});
