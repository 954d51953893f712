import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCase } from './any-case.ts';
import { decodeCase, encodeCase, type JsonCase } from './json-case.ts';

const seed = 20150211;

/** Two rows, three channels, four columns. */
const json: JsonCase = encodeCase({
  shape: [2, 3, 4],
  channelAxis: 1,
  input: Float32Array.from({ length: 24 }, (_, index) => index),
  gradOutput: new Float32Array(24).fill(-0),
  gamma: Float32Array.of(1, -2, 3),
  beta: null,
  runningMean: Float32Array.of(0, NaN, Infinity),
  runningVariance: Float32Array.of(1, 2, 3),
  epsilon: Math.fround(1e-5),
  exponentialAverageFactor: 0.25,
  variation: 2 ** 32 - 1,
});

const tensorOf = (...shape: number[]) => ({ ...json.input, shape });

test('every case survives JSON text: vitest tells -0 from 0 and finds NaN equal to itself', () => {
  const property = fc.property(anyCase, (given) => {
    expect(decodeCase(JSON.parse(JSON.stringify(encodeCase(given))))).toStrictEqual(given);
  });
  fc.assert(property, { seed });
});

test.each([
  [
    { input: { ...json.input, data: json.input.data.slice(0, -4) } },
    /^case\.input\.data: 93 bytes do not fit shape 2x3x4, which needs 96$/,
  ],
  [{ channelAxis: 3 }, /^case\.channelAxis: 3 is not an axis of shape 2x3x4$/],
  [{ channelAxis: -1 }, /^case\.channelAxis: .*>=0, given -1$/],
  [{ gradOutput: tensorOf(2, 4, 3) }, /^case\.gradOutput\.shape: 2x4x3 is not the input's 2x3x4$/],
  [
    { gamma: json.input },
    /^case\.gamma\.shape: 2x3x4 is not one entry for each of the 3 channels on axis 1 of/,
  ],
  [{ channelAxis: 2 }, /^case\.gamma\.shape: 3 is not one entry for each of the 4 channels on axis 2 of/],
  [{ runningMean: null }, /^case\.runningMean: expected object, received null/],
  [{ epsilon: 1e-5 }, /^case\.epsilon: 0\.00001 is not a float32 value$/],
  [{ epsilon: 'nan' }, /^case\.epsilon: expected a number or one of the strings .*, given "nan"$/],
  [{ variation: 2 ** 32 }, /^case\.variation: .*, given 4294967296$/],
  [{ momentum: 0.9 }, /^case: Unrecognized key: "momentum"$/],
])('a case with %j is refused with the path and the rule', (change, message) => {
  expect(() => decodeCase({ ...json, ...change })).toThrow(message);
});

test('a hostile key does not make a long message', () => {
  const message = messageOf(() => decodeCase({ ...json, ['k'.repeat(1e6)]: 1 }));
  expect(message).toMatch(/^case: Unrecognized key: "kkk/);
  expect(message).toHaveLength(400);
});

test('each field is needed', () => {
  for (const name of Object.keys(json)) {
    const { [name as keyof JsonCase]: _, ...rest } = json;
    expect(() => decodeCase(rest), name).toThrow(`case.${name}: `);
  }
});

test('a case that contradicts itself is not written', () => {
  const given = decodeCase(json);
  expect(() => encodeCase({ ...given, shape: [2, 3, 5] })).toThrow(
    'case.input.data: 96 bytes do not fit shape 2x3x5',
  );
  expect(() => encodeCase({ ...given, beta: new Float32Array(2) })).toThrow(
    'case.beta.shape: 2 is not one entry',
  );
  expect(() => encodeCase({ ...given, epsilon: 0.1 })).toThrow('case.epsilon: 0.1 is not a float32 value');
});

test('no JSON value makes the decoder fail in another way than by its one-line message', () => {
  const damaged = fc
    .tuple(fc.constantFrom(...Object.keys(json)), fc.jsonValue())
    .map(([name, value]) => ({ ...json, [name]: value }));
  const damagedTensor = fc
    .tuple(fc.constantFrom('dtype', 'shape', 'data'), fc.jsonValue())
    .map(([name, value]) => ({ ...json, input: { ...json.input, [name]: value } }));
  const property = fc.property(fc.oneof(fc.jsonValue(), damaged, damagedTensor), (value) => {
    const message = messageOf(() => decodeCase(value));
    expect(message ?? 'case: decoded').toMatch(/^case(\.\w+|\[\d+\])*: .+$/s);
    expect(message?.length ?? 0).toBeLessThanOrEqual(400);
  });
  fc.assert(property, { seed, numRuns: 500 });
});

/** The message of the plain Error thrown; anything else that is thrown fails the test. */
function messageOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
    return (error as Error).message;
  }
}
