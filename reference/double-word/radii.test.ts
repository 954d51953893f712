/**
 * The radii of outputs, gradients and sums of products, term by term: of operands that are known badly, and of terms that cancel, so that in
 * each case another term of the radius is all that there is.
 */
import type { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, exactDecimal, roundingDecimals } from '../oracle/exact-decimal.ts';
import { affine } from './affine.ts';
import { type Ball, sumOfTwo } from './ball.ts';
import { ballSumOf } from './ball-sum.ts';
import { doubleWordRoundoff as U } from './double-word.ts';
import { deviations, type Elements, elementsOf, sumOfProducts } from './elements.ts';
import { projected } from './projected.ts';
import type { Settled } from './settled.ts';

const seed = 20150211;

const size = fc
  .tuple(
    fc.double({ min: 1, max: 2, noNaN: true }),
    fc.integer({ min: -40, max: 40 }),
    fc.constantFrom(-1, 1),
  )
  .map(([significand, exponent, sign]) => sign * significand * 2 ** exponent);

/** More digits than any number here has. */
const Fine = roundingDecimals(300);

const edge = fc.constantFrom(-1, 1);

/** A number as known to the double words, and as it is: at the edge of what its radius allows. */
interface Known {
  readonly known: Ball;
  readonly truth: Decimal;
}

/** Of any radius: none, a little, or more than the number itself. */
const ball: fc.Arbitrary<Known> = fc
  .tuple(fc.oneof(size, fc.constant(0)), size, fc.constantFrom(0, 0, U, 2 ** -40, 2 ** -8, 2), edge)
  .map(([high, scale, relative, side]) => {
    const centre = sumOfTwo(high, high * 2 ** -54);
    const radius = Math.abs(high === 0 ? scale : high) * relative;
    return { known: { ...centre, radius }, truth: numberOf(centre).plus(exactDecimal(side * radius)) };
  });

/** An element: its own rounding, of U / 8, comes on top of the radius that all elements of a channel share. */
const element: fc.Arbitrary<Known> = fc.tuple(ball, edge).map(([{ known, truth }, side]) => ({
  known,
  truth: truth.plus(exactDecimal((side * U * Math.abs(known.high)) / 8)),
}));

function numberOf({ high, low }: { readonly high: number; readonly low: number }): Decimal {
  return exactDecimal(high).plus(exactDecimal(low));
}

function elementsFrom({ high, low, radius }: Ball): Elements {
  return { high: Float64Array.of(high), low: Float64Array.of(low), radius };
}

function expectHeld(held: Ball, truth: Decimal): void {
  const distance = truth.minus(numberOf(held)).abs();
  expect(distance.lessThanOrEqualTo(exactDecimal(held.radius)), `${distance} beyond ${held.radius}`).toBe(
    true,
  );
}

/** What a function hands to the rounding test. */
function recorded(run: (settled: Settled, results: Float64Array) => void): Ball {
  let held: Ball | null = null;
  run((high, low, radius) => {
    held = { high, low, radius };
    return 0;
  }, new Float64Array(1));
  return held!;
}

describe('what is handed to the rounding test holds', () => {
  it('factor d + offset, also where the offset is the opposite of the product, or far above it', () => {
    const offset = fc.constantFrom('none', 'opposite', 'above');
    const property = fc.property(element, ball, offset, (d, factor, kind) => {
      const product = d.known.high * factor.known.high;
      const added = { none: 0, opposite: -product, above: Math.abs(product) * 2 ** 51 + 1 }[kind];
      const held = recorded((settled, results) => {
        affine(elementsFrom(d.known), factor.known, added, settled, results);
      });
      expectHeld(held, d.truth.times(factor.truth).plus(exactDecimal(added)));
    });
    fc.assert(property, { seed, numRuns: 600 });
  });

  it('factor (h - slope d), also where h is the product, or 0, or far above it', () => {
    const kinds = fc.constantFrom('any', 'equal', 'equal', 'none', 'above');
    const property = fc.property(element, element, ball, ball, kinds, (h, d, slope, factor, kind) => {
      const product = d.known.high * slope.known.high;
      const high = { any: h.known.high, equal: product, none: 0, above: product * 2 ** 51 }[kind];
      const known = { ...sumOfTwo(high, 0), radius: h.known.radius };
      const own = h.truth.minus(numberOf(h.known)).gt(0) ? 1 : -1;
      const truth = numberOf(known)
        .plus(exactDecimal(own * known.radius))
        .plus(exactDecimal((own * U * Math.abs(high)) / 8));
      const held = recorded((settled, results) => {
        projected(elementsFrom(known), elementsFrom(d.known), slope.known, factor.known, settled, results);
      });
      expectHeld(held, truth.minus(d.truth.times(slope.truth)).times(factor.truth));
    });
    fc.assert(property, { seed, numRuns: 1500 });
  });
});

describe('an underflow in the projection', () => {
  it('is within the radius too, which is not 0 where a slope is as small as that', () => {
    const between1And2 = fc.double({ min: 1, max: 2, noNaN: true });
    const exponent = fc.integer({ min: -1020, max: -990 });
    const property = fc.property(
      between1And2,
      between1And2,
      exponent,
      between1And2,
      (d, steep, tiny, factor) => {
        const high = steep * 2 ** tiny;
        const slope = { high, low: 0, radius: 2 ** -1074 };
        const held = recorded((settled, results) => {
          const [nothing, deviation] = [0, d].map((value) => elementsOf(Float64Array.of(value)));
          projected(nothing!, deviation!, slope, { ...sumOfTwo(factor, 0), radius: 0 }, settled, results);
        });
        expectHeld(held, exactDecimal(d).times(exactDecimal(high)).times(exactDecimal(-factor)));
      },
    );
    fc.assert(property, { seed, numRuns: 200 });
  });
});

describe('the radius of a sum of products', () => {
  it('holds what the radii of the elements make of it', () => {
    const property = fc.property(element, element, (a, b) => {
      const sum = sumOfProducts(elementsFrom(a.known), elementsFrom(b.known));
      expectHeld(sum, a.truth.times(b.truth));
    });
    fc.assert(property, { seed, numRuns: 500 });
  });

  it('holds what the additions lose, which in a long sum is more than the products round', () => {
    const m = 2 ** 14;
    const random = randomFrom(7);
    const numbers = () => elementsOf(Float64Array.from({ length: m }, () => 1 + random()));
    const [a, b] = [numbers(), numbers()];
    const exact = a.high.reduce(
      (total: Decimal, value, j) => total.plus(exactDecimal(value).times(exactDecimal(b.high[j]!))),
      new Exact(0),
    );
    expectHeld(sumOfProducts(a, b), exact);
  });
});

describe('the radius of a sum of products holds', () => {
  const m = 1024;
  const ones = elementsOf(new Float64Array(m).fill(1));

  it('the corrections of products that are lost beside them', () => {
    // The first number takes the high parts, which alternate, and leaves them to the rest, exactly; the low parts are lost.
    const small = 2 ** -54;
    const high = Float64Array.from({ length: m }, (_, j) => (j === 0 ? 1 : j % 2 === 0 ? -small : small));
    const low = Float64Array.from({ length: m }, (_, j) => (j === 0 ? 0 : small * 2 ** -54));
    const truth = [...high, ...low].reduce(
      (sum: Decimal, part) => sum.plus(exactDecimal(part)),
      new Exact(0),
    );
    expectHeld(sumOfProducts({ high, low, radius: 0 }, ones), truth);
  });

  it('the products that are lost beside the rest of others', () => {
    const high = Float64Array.from({ length: m }, (_, j) => [1, 2 ** -54][j] ?? 2 ** -108);
    const truth = high.reduce((sum: Decimal, value) => sum.plus(exactDecimal(value)), new Exact(0));
    expectHeld(sumOfProducts(elementsOf(high), ones), truth);
  });
});

describe('the radius of deviations', () => {
  it('holds what is not known of the sum', () => {
    const property = fc.property(
      size,
      size,
      fc.constantFrom(U, 2 ** -40, 1),
      edge,
      (x, sum, relative, side) => {
        const radius = Math.abs(sum) * relative;
        const values = Float64Array.of(x, 0, 0);
        const { high, low, radius: shared } = deviations(values, { ...sumOfTwo(sum, 0), radius });
        const total = exactDecimal(sum).plus(exactDecimal(side * radius));
        const truth = exactDecimal(x).minus(Fine.div(total, 3));
        const own = (U * Math.abs(high[0]!)) / 8;
        expectHeld({ high: high[0]!, low: low[0]!, radius: shared + own }, truth);
      },
    );
    fc.assert(property, { seed, numRuns: 200 });
  });

  it('is 0 where the sum is exact', () => {
    const values = Float64Array.of(1, 2 ** -30, 3);
    expect(deviations(values, ballSumOf(values)).radius).toBe(0);
  });
});

/** From 0 to 1 with all bits of a float64, the same for the same seed. */
function randomFrom(start: number): () => number {
  let state = BigInt(start);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number(state >> 11n) * 2 ** -53;
  };
}
