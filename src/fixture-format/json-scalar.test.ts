import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeScalar, jsonScalarSchema } from './json-scalar.ts';
import { scalarOf } from './scalar-of.ts';

const seed = 20150211;

test('every float32 value survives JSON text, the sign of zero included', () => {
  const property = fc.property(fc.float(), (value) => {
    const text = JSON.stringify(encodeScalar(value));
    expect(scalarOf(jsonScalarSchema.parse(JSON.parse(text)))).toBe(value);
  });
  fc.assert(property, { seed, examples: [[-0], [2 ** -149], [NaN], [Infinity], [-Infinity]] });
});

test('a float64 that is not a float32 value is refused', () => {
  const property = fc.property(fc.double({ noNaN: true }), (value) => {
    fc.pre(Number.isFinite(value));
    expect(jsonScalarSchema.safeParse(value).success).toBe(Math.fround(value) === value);
  });
  fc.assert(property, { seed, examples: [[1e-5], [0.1], [Math.fround(0.1)], [1e300], [2 ** -150]] });
});

test('a string that is not one of the four tags is refused', () => {
  for (const text of ['nan', '+Infinity', '0', '']) {
    expect(jsonScalarSchema.safeParse(text).success, text).toBe(false);
  }
});
