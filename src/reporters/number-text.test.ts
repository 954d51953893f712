import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedText, roughText, valueText } from './number-text.ts';

test('a float32 value reads back as itself, and no shorter decimal does', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      const text = valueText(value, 'float32');
      expect(Math.fround(Number(text))).toBe(value);
      const digits = text.replace(/e.*$/, '').replace(/^-?0*\.?0*|\D/g, '').length;
      if (!Number.isFinite(value) || digits < 2) return;
      const shorter = Number(value.toPrecision(Math.min(digits, 9) - 1));
      if (!text.endsWith('0')) expect(Math.fround(shorter)).not.toBe(value);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('a float64 value reads back as itself', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(Number(valueText(value, 'float64'))).toBe(value);
      expect(Number(valueText(value, 'float32'))).toBe(value);
    }),
    { seed: 2 },
  );
});

test('an expected value never looks like an actual one that differs from it', () => {
  const pair = fc.float({ noNaN: true }).chain((actual) => {
    const near = fc.double({ min: -1e-9, max: 1e-9, noNaN: true });
    return near.map((change) => ({ actual, expected: actual * (1 + change) }));
  });
  fc.assert(
    fc.property(pair, ({ actual, expected }) => {
      if (Object.is(actual, expected)) return;
      expect(expectedText(expected, actual, 'float32')).not.toBe(valueText(actual, 'float32'));
    }),
    { seed: 3, numRuns: 1000 },
  );
});

test('sizes have three digits', () => {
  expect(roughText(0.0001234567)).toBe('0.000123');
  expect(roughText(Number.POSITIVE_INFINITY)).toBe('Infinity');
});
