import { jsonNumber, numberOf, shortFloat64 } from './json-number.ts';
import { bitsOfFloat64, float64OfBits } from './bits.ts';
import { decodeRequest, encodeRequest } from './json-request.ts';
import type { JsonVector } from './vector-schema.ts';
import { type Expectations, type Expected, quantities, type Vector } from '../vector.ts';

type JsonExpectations = Exclude<JsonVector['expected'], readonly unknown[]>;
type JsonExpected = NonNullable<JsonExpectations['output']>;

/** The JSON form of a vector, exact to the bit (payloads of NaN excepted). */
export function encodeVector(vector: Vector): JsonVector {
  const { id, requirement, comment, flags, validity, series, times, request, expected } = vector;
  return {
    id,
    requirement,
    comment,
    flags: [...flags],
    validity,
    ...(series === undefined ? {} : { series }),
    ...(times === undefined ? {} : { times }),
    ...encodeRequest(request),
    expected: Array.isArray(expected) ? expected.map(encodeAll) : encodeAll(expected as Expectations),
  } as JsonVector;
}

function encodeAll(expected: Expectations): JsonExpectations {
  const entries = quantities.flatMap((quantity) => {
    const one = expected[quantity];
    return one === undefined ? [] : [[quantity, encodeExpected(one)]];
  });
  return Object.fromEntries(entries);
}

function encodeExpected({ shape, values, bounds }: Expected): JsonExpected {
  return {
    shape: [...shape],
    values: Array.from(values, (x) => jsonNumber(shortFloat64(x))),
    bits: bitsOfFloat64(values),
    bounds: Array.from(bounds, jsonNumber),
  };
}

/** The vector that checked JSON stands for. */
export function decodeVector(json: JsonVector): Vector {
  const { id, requirement, comment, flags, validity, series, times, expected } = json;
  return {
    id,
    requirement,
    comment,
    flags,
    validity,
    ...(series === undefined ? {} : { series }),
    ...(times === undefined ? {} : { times }),
    request: decodeRequest(json),
    expected: Array.isArray(expected) ? expected.map(decodeAll) : decodeAll(expected),
  };
}

function decodeAll(json: JsonExpectations): Expectations {
  const entries = quantities.flatMap((quantity) => {
    const one = json[quantity];
    if (one === undefined) return [];
    const { shape, bits, bounds } = one;
    const expected: Expected = {
      shape,
      values: float64OfBits(bits),
      bounds: Float64Array.from(bounds, numberOf),
    };
    return [[quantity, expected]];
  });
  return Object.fromEntries(entries);
}
