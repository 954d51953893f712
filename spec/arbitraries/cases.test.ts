import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import { caseFrom, casePlans, cases } from './cases.ts';

const drawn = fc.sample(cases({ epsilon: 'any' }), { seed: 20_262, numRuns: 2000 });

const isFloat32 = (x: number) => Object.is(Math.fround(x), x);

describe('cases', () => {
  it('hold arrays that fit the shape', () => {
    const fits = (given: Case) => {
      const { channels, m } = layoutOf(given.shape, given.channelAxis);
      const tensors = [given.input, given.gradOutput];
      const vectors = [given.gamma, given.beta, given.runningMean, given.runningVariance];
      return (
        tensors.every((tensor) => tensor.length === channels * m) &&
        vectors.every((vector) => vector === null || vector.length === channels)
      );
    };
    expect(drawn.filter((given) => !fits(given))).toEqual([]);
  });

  it('hold finite float32 values only, and an unsigned 32-bit variation', () => {
    const finite = (numbers: Float32Array | null) => numbers?.every((x) => Number.isFinite(x)) ?? true;
    for (const given of drawn) {
      const { input, gradOutput, gamma, beta, runningMean, runningVariance } = given;
      const arrays = [input, gradOutput, gamma, beta, runningMean, runningVariance];
      expect(arrays.every((numbers) => numbers === null || numbers instanceof Float32Array)).toBe(true);
      expect(arrays.every(finite)).toBe(true);
      expect(isFloat32(given.epsilon)).toBe(true);
      expect(isFloat32(given.exponentialAverageFactor)).toBe(true);
      expect(given.variation >>> 0).toBe(given.variation);
    }
  });

  it('cover every pair of rank, absent parameters and regime of epsilon', () => {
    const seen = new Set(drawn.flatMap(pairsOf));
    const ranks = [2, 3, 4, 5].map((rank) => `rank ${rank}`);
    const regimes = ['zero', 'below 1e-7', 'below 1e-2', 'up to 1'].map((name) => `epsilon ${name}`);
    const affine = ['both', 'gamma', 'beta', 'none'].map((name) => `affine ${name}`);
    const pairs = [
      [ranks, affine],
      [ranks, regimes],
      [affine, regimes],
    ].flatMap(([first, second]) => first!.flatMap((a) => second!.map((b) => `${a}, ${b}`)));
    expect(pairs.filter((pair) => !seen.has(pair))).toEqual([]);
  });

  it('are the same to the bit for the same seed, and others for another', () => {
    const [first, again, other] = [5, 5, 6].map((seed) => fc.sample(cases(), { seed, numRuns: 200 }));
    expect(again!.map(bytesOf)).toEqual(first!.map(bytesOf));
    expect(other!.map(bytesOf)).not.toEqual(first!.map(bytesOf));
  });

  it('are the same to the bit for the same plan', () => {
    fc.assert(
      fc.property(casePlans({ maxElements: 200 }), (plan) => {
        expect(bytesOf(caseFrom(plan))).toBe(bytesOf(caseFrom(plan)));
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('do not repeat themselves, whatever the bias of the run', () => {
    const variations = new Set<number>();
    fc.assert(
      fc.property(cases({ maxElements: 100 }), ({ variation }) => {
        variations.add(variation);
      }),
      { seed: 12, numRuns: 2000 },
    );
    // Two of 2000 random 32-bit numbers agree once in 2000 such runs.
    expect(variations.size).toBe(2000);
  });

  it('leave shrinking to others', () => {
    const result = fc.check(
      fc.property(cases(), () => false),
      { seed: 1 },
    );
    expect(result.failed).toBe(true);
    expect(result.numShrinks).toBe(0);
  });

  it('use the shapes they are given', () => {
    const shape = { shape: [2, 3, 5], channelAxis: 2 };
    fc.assert(
      fc.property(cases({ shapes: fc.constant(shape) }), (given) => {
        expect(given.shape).toEqual([2, 3, 5]);
        expect(given.channelAxis).toBe(2);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('refuse value classes of which none is moderate', () => {
    expect(() => cases({ moderate: true, valueClasses: ['huge'] })).toThrow('No choice is left');
  });
});

function pairsOf({ shape, gamma, beta, epsilon }: Case): readonly string[] {
  const rank = `rank ${shape.length}`;
  const affine = `affine ${gamma ? (beta ? 'both' : 'gamma') : beta ? 'beta' : 'none'}`;
  const regime = `epsilon ${epsilon === 0 ? 'zero' : epsilon < 1e-7 ? 'below 1e-7' : epsilon < 1e-2 ? 'below 1e-2' : 'up to 1'}`;
  return [`${rank}, ${affine}`, `${rank}, ${regime}`, `${affine}, ${regime}`];
}

/** Everything of a case as text; arrays by their bytes, so that -0 and 0 differ. */
function bytesOf(given: Case): string {
  return JSON.stringify(given, (_key, value: unknown) =>
    value instanceof Float32Array
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
      : value,
  );
}
