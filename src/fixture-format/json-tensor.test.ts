import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeTensor, jsonTensorSchema } from './json-tensor.ts';
import { tensorOf } from './tensor-of.ts';
import { parseNamed } from './parse-named.ts';

const seed = 20150211;

const parse = (json: unknown) => parseNamed(jsonTensorSchema, 'tensor', json);

/** Four bytes: one element, 1. */
const ONE = 'AACAPw==';

test('every array of float32 survives to the bit', () => {
  const property = fc.property(fc.float32Array(), (data) => {
    const json = JSON.parse(JSON.stringify(encodeTensor([data.length], data)));
    expect(bitsOf(tensorOf(parse(json)))).toEqual(bitsOf(data));
  });
  const special = Float32Array.of(-0, 0, 2 ** -149, -(2 ** -126), Infinity, -Infinity, NaN);
  fc.assert(property, { seed, examples: [[special], [new Float32Array(0)]] });
});

test('bytes are little-endian, whatever the machine', () => {
  expect(encodeTensor([2], Float32Array.of(1, -2))).toEqual({
    dtype: 'float32',
    shape: [2],
    data: Buffer.from([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]).toString('base64'),
  });
});

test('a view into a larger buffer is written without what surrounds it', () => {
  const view = Float32Array.of(9, 1, 9).subarray(1, 2);
  expect(encodeTensor([1], view).data).toBe(ONE);
});

test.each([
  [{ shape: [5, 5], data: 'A'.repeat(128) }, 'tensor.data: 96 bytes do not fit shape 5x5, which needs 100'],
  [
    { shape: [2, 3, 4], data: `${'A'.repeat(122)}==` },
    'tensor.data: 91 bytes do not fit shape 2x3x4, which needs 96',
  ],
  [{ shape: [2, 0], data: ONE }, 'tensor.data: 4 bytes do not fit shape 2x0, which needs 0'],
  [{ shape: [1], data: 'AACAP' }, 'tensor.data: 5 characters are not base64, which comes in fours'],
  [
    { shape: [1], data: 'AACA!w==' },
    'tensor.data: is not canonical base64 (RFC 4648, section 4, with padding)',
  ],
  [
    { shape: [1], data: 'AACAPx==' },
    'tensor.data: is not canonical base64 (RFC 4648, section 4, with padding)',
  ],
  [
    { shape: [1], data: 'AA_-Pw==' },
    'tensor.data: is not canonical base64 (RFC 4648, section 4, with padding)',
  ],
  [{ shape: [], data: ONE }, 'tensor.shape: Too small: expected array to have >=1 items'],
  [{ shape: [-1], data: ONE }, 'tensor.shape[0]: Too small: expected number to be >=0, given -1'],
  [{ shape: [0.5], data: ONE }, 'tensor.shape[0]: expected int, received number, given 0.5'],
  [{ shape: [1], data: ONE, dtype: 'float64' }, 'tensor.dtype: expected "float32", given "float64"'],
  [{ shape: [1], data: ONE, colour: 'red' }, 'tensor: Unrecognized key: "colour"'],
])('%j is refused with the path and the rule', (given, message) => {
  expect(() => parse({ dtype: 'float32', ...given })).toThrow(new Error(message));
});

test('a shape that claims more than there is costs nothing', () => {
  const huge = 2 ** 31 - 1;
  for (const shape of [[huge], [huge, huge], new Array<number>(8).fill(huge)]) {
    expect(() => parse({ dtype: 'float32', shape, data: ONE })).toThrow(/^tensor.data: 4 bytes do not fit/);
  }
  expect(parse({ dtype: 'float32', shape: [huge, huge, 0], data: '' }).data).toBe('');
});

function bitsOf(data: Float32Array): readonly number[] {
  return Array.from(new Uint32Array(Float32Array.from(data, (value) => value).buffer));
}
