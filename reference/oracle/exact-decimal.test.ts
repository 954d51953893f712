import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, exactDecimal, nearestFloat64 } from './exact-decimal.ts';

const seed = 20150211;

describe('exactDecimal', () => {
  it('keeps every bit: 2^1074 times the value is the integer that the bits say', () => {
    const scale = new Exact(2).pow(1074);
    const view = new DataView(new ArrayBuffer(8));
    const property = fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      view.setFloat64(0, Math.abs(value));
      const bits = view.getBigUint64(0);
      const biased = bits >> 52n;
      const fraction = bits & ((1n << 52n) - 1n);
      const integer = biased === 0n ? fraction : (fraction | (1n << 52n)) << (biased - 1n);
      expect(exactDecimal(value).times(scale).abs().toFixed()).toBe(integer.toString());
      expect(nearestFloat64(exactDecimal(value))).toBe(value + 0);
    });
    fc.assert(property, { seed, numRuns: 200 });
  });

  it('is not the shortest decimal that stands for the value', () => {
    expect(exactDecimal(0.1).toString()).toBe('0.1000000000000000055511151231257827021181583404541015625');
  });

  it('passes NaN and infinities on', () => {
    expect(exactDecimal(Number.NaN).isNaN()).toBe(true);
    expect(exactDecimal(Number.NEGATIVE_INFINITY).toNumber()).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('nearestFloat64', () => {
  it('rounds to nearest, ties to even, whatever stands in the thousandth digit', () => {
    const finite = fc.double({ min: 2 ** -1000, max: 2 ** 1000, noNaN: true });
    const property = fc.property(finite, (value) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value);
      const bits = view.getBigUint64(0);
      view.setBigUint64(0, bits + 1n);
      const next = view.getFloat64(0);
      const middle = exactDecimal(value).plus(exactDecimal(next)).times('0.5');
      const hair = middle.times('1e-1200');
      expect(nearestFloat64(middle)).toBe(bits % 2n === 0n ? value : next);
      expect(nearestFloat64(middle.minus(hair))).toBe(value);
      expect(nearestFloat64(middle.plus(hair))).toBe(next);
    });
    fc.assert(property, { seed, numRuns: 200 });
  });
});
