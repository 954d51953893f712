import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from './random.ts';

const settings = { seed: 7301, numRuns: 300 };
const draws = 20_000;

describe('randomFrom', () => {
  it('gives the same numbers for the same seed and unrelated ones for the next seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const first = randomFrom(seed);
        const again = randomFrom(seed);
        const next = randomFrom(seed + 1);
        const numbers = Array.from({ length: 8 }, first.uint32);
        expect(Array.from({ length: 8 }, again.uint32)).toEqual(numbers);
        // Eight chances in 2^32 of a single agreement by accident.
        expect(Array.from({ length: 8 }, next.uint32).filter((x, i) => x === numbers[i])).toEqual([]);
      }),
      settings,
    );
  });

  it('sets each bit half of the time', () => {
    const { uint32 } = randomFrom(1);
    const counts = new Array<number>(32).fill(0);
    for (let n = 0; n < draws; n++) {
      const x = uint32();
      counts.forEach((count, bit) => {
        counts[bit] = count + ((x >>> bit) & 1);
      });
    }
    // Five standard deviations of a fair coin.
    const slack = 5 * Math.sqrt(draws / 4);
    expect(counts.filter((count) => Math.abs(count - draws / 2) > slack)).toEqual([]);
  });

  it('gives a normal of mean 0 and variance 1 within [-3, 3]', () => {
    const { normal } = randomFrom(2);
    const numbers = Array.from({ length: draws }, normal);
    const mean = numbers.reduce((sum, x) => sum + x, 0) / draws;
    const variance = numbers.reduce((sum, x) => sum + x * x, 0) / draws;
    // Five standard deviations; the variance of x^2 is 1.6, since a sum of three uniforms has kurtosis 2.6.
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(draws));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(1.6 / draws));
    expect(Math.max(...numbers.map(Math.abs))).toBeLessThanOrEqual(3);
  });

  it('gives every integer of a range and none beside it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -9, max: 9 }), fc.nat({ max: 6 }), (seed, low, width) => {
        const { integer } = randomFrom(seed);
        const seen = new Set(Array.from({ length: 400 }, () => integer(low, low + width)));
        expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: width + 1 }, (_, i) => low + i));
      }),
      settings,
    );
  });

  it('spreads logUniform evenly over the powers of two between its ends', () => {
    const { logUniform } = randomFrom(3);
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < draws; n++) {
      const octave = Math.floor(Math.log2(logUniform(2 ** -4, 2 ** 6))) + 4;
      counts[octave]! += 1;
    }
    const slack = 5 * Math.sqrt(draws * 0.1 * 0.9);
    expect(counts).toHaveLength(10);
    expect(counts.filter((count) => Math.abs(count - draws / 10) > slack)).toEqual([]);
  });

  it('keeps logUniform within any ends, but for a rounding', () => {
    const end = fc.double({ min: 1e-38, max: 1e38, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), end, end, (seed, a, b) => {
        const low = Math.min(a, b);
        const high = Math.max(a, b);
        const x = randomFrom(seed).logUniform(low, high);
        // Up to 254 octaves: t in piecewiseExp2 is below 2^8, so its rounding moves x by 2^-45 at most.
        expect(x).toBeGreaterThanOrEqual(low);
        expect(x).toBeLessThanOrEqual(high * (1 + 2 ** -44));
      }),
      settings,
    );
  });
});
