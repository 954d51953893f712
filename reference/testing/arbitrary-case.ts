import fc from 'fast-check';
import type { Case, Conventions } from '../../spec/contract.ts';

/**
 * Cases for the tests of the oracles themselves: harsher than those for subjects, because here the inputs may have
 * all 53 bits of a float64, so that a mean 10^12 standard deviations from zero is possible.
 */

/** All conventions in which the numbers may differ. */
export const arbitraryConventions: fc.Arbitrary<Conventions> = fc.record({
  runningVarianceCorrection: fc.constantFrom(0, 1),
  normalizingVarianceCorrection: fc.constantFrom(0, 1),
  epsilonPlacement: fc.constantFrom('inside', 'outside'),
  epsilonFloor: fc.constantFrom(0, 0, 0, 1.001e-5),
  oneElement: fc.constantFrom('define', 'reject', 'nan', 'keep'),
  emptyBatch: fc.constantFrom('keep', 'reject', 'nan', 'decay', 'unspecified'),
});

/** From -1 to 1 with all bits of a float64; values below 2^-100 become 0, so that products stay in range. */
const unit = fc
  .double({ min: -1, max: 1, noNaN: true })
  .map((value) => (Math.abs(value) < 2 ** -100 ? 0 : value));
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const decade = (low: number, high: number) => fc.integer({ min: low, max: high }).map((power) => 10 ** power);

/** Values of one channel: unit deviations around an offset, as a whole scaled; or of all magnitudes; or constant. */
function arbitraryElements(m: number): fc.Arbitrary<number[]> {
  const list = (element: fc.Arbitrary<number>) => fc.array(element, { minLength: m, maxLength: m });
  const graded = fc
    .tuple(list(unit), decade(0, 12), fc.constantFrom(-1, 0, 1), decade(-12, 12))
    .map(([deviations, kappa, sign, scale]) => deviations.map((d) => (d + sign * kappa) * scale));
  return fc.oneof(
    { weight: 4, arbitrary: graded },
    { weight: 2, arbitrary: list(float32) },
    { weight: 1, arbitrary: list(fc.integer({ min: -3, max: 3 })) },
    { weight: 1, arbitrary: list(fc.integer({ min: -9, max: 9 }).map((n) => n * 2 ** -149)) },
    { weight: 1, arbitrary: list(fc.integer({ min: -9, max: 9 }).map((n) => n * 2 ** 124)) },
    { weight: 1, arbitrary: unit.map((value) => Array<number>(m).fill(value * 1e10)) },
  );
}

/** Finite cases of shape [outer, channels, inner], every channel drawn on its own; m = outer * inner. */
export function arbitraryCase(
  outers: readonly number[],
  inners: readonly number[],
  mostChannels = 3,
): fc.Arbitrary<Case> {
  const shape = fc.tuple(
    fc.constantFrom(...outers),
    fc.integer({ min: 1, max: mostChannels }),
    fc.constantFrom(...inners),
  );
  return shape.chain(([outer, channels, inner]) => {
    const perChannel = <T>(value: fc.Arbitrary<T>) =>
      fc.array(value, { minLength: channels, maxLength: channels });
    const vector = perChannel(fc.oneof(unit, unit, float32)).map((values) => numbers(values));
    const tensor = perChannel(arbitraryElements(outer * inner)).map((lists) =>
      numbers(interleaved(lists, outer, inner)),
    );
    return fc.record({
      shape: fc.constant([outer, channels, inner]),
      channelAxis: fc.constant(1),
      input: tensor,
      gradOutput: tensor,
      gamma: fc.option(vector),
      beta: fc.option(vector),
      runningMean: vector,
      runningVariance: vector.map((values) => numbers(values.map(Math.abs))),
      epsilon: fc.oneof(fc.constant(0), decade(-12, 0), fc.float({ min: 0, max: 1, noNaN: true })),
      exponentialAverageFactor: fc.oneof(fc.constantFrom(0, 1), unit.map(Math.abs)),
      variation: fc.constant(0),
    });
  });
}

/** float64 numbers where the type of a case asks for float32: the oracles take both. */
function numbers(values: Iterable<number>): Float32Array {
  return Float64Array.from(values) as unknown as Float32Array;
}

function interleaved(lists: readonly number[][], outer: number, inner: number): number[] {
  return Array.from({ length: outer }, (_, o) =>
    lists.flatMap((list) => list.slice(o * inner, (o + 1) * inner)),
  ).flat();
}
