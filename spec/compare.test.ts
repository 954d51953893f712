import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, firstDifference, ratioOf, sameBits } from './compare.ts';

const largest = (2 - 2 ** -23) * 2 ** 127;
const infinity = Number.POSITIVE_INFINITY;
const seed = 20_270;

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const any = fc.float();
const bound = fc.float({ min: Math.fround(1e-30), max: Math.fround(1e30), noNaN: true });

describe('the ratio of one value', () => {
  test('is 0 for the expected value itself, infinities and NaN included', () => {
    fc.assert(
      fc.property(any, fc.oneof(bound, fc.constant(0)), (x, b) => {
        expect(ratioOf(x, x, b, largest)).toBe(0);
      }),
      { seed },
    );
  });

  test('takes signed zeros as equal, even under a bound of 0', () => {
    expect(ratioOf(0, -0, 0, largest)).toBe(0);
    expect(ratioOf(-0, 0, 0, largest)).toBe(0);
  });

  test('is infinite where only one of the two is NaN', () => {
    const notNaN = any.filter((x) => !Number.isNaN(x));
    fc.assert(
      fc.property(notNaN, bound, (x, b) => {
        expect(ratioOf(Number.NaN, x, b, largest)).toBe(infinity);
        expect(ratioOf(x, Number.NaN, b, largest)).toBe(infinity);
      }),
      { seed },
    );
  });

  test('is 0 under an infinite bound, whatever was given', () => {
    fc.assert(
      fc.property(any, any, (actual, expected) => {
        expect(ratioOf(actual, expected, infinity, largest)).toBe(0);
      }),
      { seed },
    );
  });

  test('is error over bound: at most 1 at the bound, above 1 beyond the headroom of 2^-20', () => {
    fc.assert(
      fc.property(bound, fc.constantFrom(-1, 1), (b, sign) => {
        expect(ratioOf(sign * b, 0, b, largest)).toBeLessThanOrEqual(1);
        expect(ratioOf(sign * b, 0, b, largest)).toBeGreaterThan(1 - 2 ** -19);
        expect(ratioOf(sign * b * (1 + 2 ** -19), 0, b, largest)).toBeGreaterThan(1);
        expect(ratioOf(sign * b, 0, 4 * b, largest)).toBeCloseTo(0.25, 6);
      }),
      { seed },
    );
  });

  test('refuses a single unit in the last place of float32 under a bound of 0', () => {
    const normal = fc.float({ min: 2 ** -100, max: 2 ** 100, noNaN: true });
    fc.assert(
      fc.property(normal, (x) => {
        expect(ratioOf(x * (1 + 2 ** -23), x, 0, largest)).toBeGreaterThan(2 ** 28);
        expect(ratioOf(2 ** -149, 0, 0, largest)).toBe(infinity);
      }),
      { seed },
    );
  });

  test('accepts an infinity of the right sign exactly where the finite value may overflow', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.constantFrom(-1, 1), (near, wide, sign) => {
        const expected = sign * largest * (1 - near * 2 ** -10);
        const b = wide * 2 ** -10 * largest;
        const reaches = Math.abs(expected) + b >= largest;
        const misses = Math.abs(expected) + b * (1 + 2 ** -19) + largest * 2 ** -52 < largest;
        fc.pre(reaches || misses);
        for (const [actual, wanted] of [
          [sign * infinity, expected],
          [expected, sign * infinity],
        ] as const) {
          expect(ratioOf(actual, wanted, b, largest)).toBe(reaches ? 0 : infinity);
          expect(ratioOf(-actual, wanted, b, largest)).toBe(infinity);
        }
      }),
      { seed, numRuns: 400 },
    );
  });

  test('is infinite between opposite infinities, and between an infinity and an ordinary number', () => {
    expect(ratioOf(infinity, -infinity, 1, largest)).toBe(infinity);
    fc.assert(
      fc.property(fc.float({ min: -(2 ** 100), max: 2 ** 100, noNaN: true }), bound, (x, b) => {
        for (const sign of [-1, 1]) {
          expect(ratioOf(sign * infinity, x, b, largest)).toBe(infinity);
          expect(ratioOf(x, sign * infinity, b, largest)).toBe(infinity);
        }
      }),
      { seed },
    );
  });

  test('is never NaN under a bound that is not NaN', () => {
    fc.assert(
      fc.property(any, any, fc.oneof(bound, fc.constantFrom(0, infinity)), (actual, expected, b) => {
        expect(ratioOf(actual, expected, b, largest)).toBeGreaterThanOrEqual(0);
      }),
      { seed, numRuns: 1000 },
    );
  });
});

const elements = fc.array(fc.tuple(finite, any, fc.oneof(bound, fc.constant(infinity))), { maxLength: 12 });

function arraysOf(rows: readonly (readonly [number, number, number])[]) {
  const column = (k: 0 | 1 | 2) => Float64Array.from(rows, (row) => row[k]);
  return { expected: column(0), actual: column(1), bounds: column(2) };
}

describe('the comparison of two arrays', () => {
  test('reports the first element with the largest ratio, and the numbers that made it', () => {
    fc.assert(
      fc.property(elements, (rows) => {
        const { actual, expected, bounds } = arraysOf(rows);
        const { ratio, worst, compared, vacuous } = compare('output', actual, expected, bounds, largest);
        const ratios = rows.map(([e, a, b]) => ratioOf(a, e, b, largest));
        const bounded = rows.map(([, , b]) => b !== infinity);
        expect(compared).toBe(bounded.filter(Boolean).length);
        expect(vacuous).toBe(rows.length - compared);
        if (compared === 0) {
          expect([ratio, worst]).toEqual([0, null]);
          return;
        }
        const largestRatio = Math.max(...ratios);
        const at = ratios.findIndex((r, i) => bounded[i] && r === largestRatio);
        const [e, a, b] = rows[at]!;
        expect(ratio).toBe(largestRatio);
        expect(worst).toMatchObject({ quantity: 'output', at, expected: e, actual: a, bound: b });
        expect(worst!.error).toBe(Math.abs(a - e));
      }),
      { seed, numRuns: 500 },
    );
  });

  test('refuses arrays of different lengths', () => {
    const [two, three] = [new Float64Array(2), new Float64Array(3)];
    expect(() => compare('gradBeta', two, three, three, largest)).toThrow('gradBeta: lengths 2, 3 and 3');
    expect(() => compare('gradBeta', two, two, three, largest)).toThrow('gradBeta: lengths 2, 2 and 3');
  });
});

describe('the comparison of bits', () => {
  const bits = fc.array(any, { maxLength: 20 }).map((list) => Float32Array.from(list));

  test('finds an array equal to its copy, NaN and signed zeros included', () => {
    fc.assert(
      fc.property(bits, (values) => {
        expect(firstDifference(values, values.slice())).toBe(-1);
        expect(sameBits(values, values.slice())).toBe(true);
      }),
      { seed },
    );
  });

  test('finds the first of the entries that were changed', () => {
    fc.assert(
      fc.property(bits, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (values, picks) => {
        fc.pre(values.length > 0);
        const places = picks.map((pick) => pick % values.length);
        const changed = values.map((x, i) => (places.includes(i) ? differentFrom(x) : x));
        expect(firstDifference(values, changed)).toBe(Math.min(...places));
        expect(sameBits(values, changed)).toBe(false);
      }),
      { seed },
    );
  });

  test('tells arrays of different lengths apart', () => {
    expect(sameBits(new Float32Array(2), new Float32Array(3))).toBe(false);
  });
});

/** Another number; for a zero, the one of the other sign. */
function differentFrom(x: number): number {
  if (x === 0) return -x;
  return Number.isNaN(x) ? 1 : -x;
}
