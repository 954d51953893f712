import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { committedVectors } from '../testing/committed.ts';
import { bitsOfFloat32, bitsOfFloat64, float32OfBits, float64OfBits } from './bits.ts';
import { jsonNumber, numberOf, shortFloat32, shortFloat64 } from './json-number.ts';
import { decodeVector, encodeVector } from './json-vector.ts';
import { readableJson } from './readable-json.ts';
import { vectorSchema } from './vector-schema.ts';

const seed = 20150211;

test('bits are those of IEEE 754, most significant digit first', () => {
  expect(bitsOfFloat32([1, -2, 0.1])).toBe('3f800000 c0000000 3dcccccd');
  expect(bitsOfFloat64([1, -0])).toBe('3ff0000000000000 8000000000000000');
  expect(bitsOfFloat32([])).toBe('');
});

test('every float32 and float64 survives its bits', () => {
  fc.assert(
    fc.property(fc.float32Array(), (values) => {
      expect(float32OfBits(bitsOfFloat32(values))).toEqual(values);
    }),
    { seed },
  );
  fc.assert(
    fc.property(fc.float64Array(), (values) => {
      expect(float64OfBits(bitsOfFloat64(values))).toEqual(values);
    }),
    { seed },
  );
});

test('the readable value of a float32 is short, and gives it again when it is rounded to float32', () => {
  const property = fc.property(fc.float(), (value) => {
    const text = JSON.stringify(jsonNumber(shortFloat32(value)));
    expect(Math.fround(numberOf(JSON.parse(text)))).toBe(value);
  });
  fc.assert(property, { seed, examples: [[-0], [2 ** -149], [Number.NaN], [16777216], [-Infinity]] });
  expect(shortFloat32(Math.fround(0.1))).toBe(0.1);
});

test('the readable value of a float64 is within half a unit of its ninth digit', () => {
  const property = fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    fc.pre(Math.abs(value) > 1e-300);
    expect(Math.abs(shortFloat64(value) / value - 1)).toBeLessThanOrEqual(5.01e-9);
  });
  fc.assert(property, { seed });
});

test('vectors of every kind survive JSON to the bit', () => {
  const some = committedVectors().flatMap(({ vectors }) => vectors.filter((_, k) => k % 40 === 0));
  expect(new Set(some.map(({ request }) => request.operation)).size).toBe(5);
  for (const vector of some) {
    const text = JSON.stringify(encodeVector(vector));
    expect(decodeVector(vectorSchema.parse(JSON.parse(text))), vector.id).toEqual(vector);
  }
});

test('readable JSON is JSON, whatever is in it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(readableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed },
  );
});
