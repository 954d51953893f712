import type { Case, Conventions, Dtype, Oracle, Result } from '../../../spec/contract.ts';
import { type HalfDtype, isHalf } from '../../../spec/half-formats.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { halfFromBits, halfToBits } from '../../protocol/half-bits.ts';

/** The arrays of an answer by their names. */
export type Fields = Readonly<Record<string, ArrayLike<number>>>;

/** What an answer holds; fields that it does not show are left out. */
export function fieldsOf(result: Result): Fields {
  const arrays = Object.entries(result).flatMap(([name, value]) => {
    if (value === null || value === undefined || 'steps' in result) return [];
    return [[name, 'data' in value ? value.data : value] as const];
  });
  return Object.fromEntries(arrays);
}

/** What the oracle expects of a case. */
export function expectedFields(
  operation: CaseOperation,
  given: Case,
  conventions: Conventions,
  oracle: Oracle,
): Fields {
  return { ...oracle[operation](given, conventions) };
}

/** The values of the other byte order under the same bits. */
export function swapBytes(values: ArrayLike<number>, dtype: Dtype): Float32Array | Float64Array {
  if (isHalf(dtype)) return Float32Array.from(values, (value) => swappedHalf(value, dtype));
  const given = dtype === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
  const bytes = Buffer.from(given.buffer);
  if (dtype === 'float32') bytes.swap32();
  else bytes.swap64();
  return given;
}

function swappedHalf(value: number, dtype: HalfDtype): number {
  const bits = halfToBits(value, dtype);
  return halfFromBits(((bits & 0xff) << 8) | (bits >> 8), dtype);
}

/**
 * Whether two arrays are the same answer. Answers of smoke cases differ by more than 2^-7 of the largest number in them (a
 * test holds them to it), and an implementation of any format errs by at most 2^-8 of it here: the rounding of bfloat16.
 */
export function sameAnswer(given: ArrayLike<number>, wanted: ArrayLike<number>): boolean {
  if (given.length !== wanted.length) return false;
  const all = Array.from(wanted);
  const scale = all.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  return all.every(
    (value, at) => Object.is(given[at], value) || Math.abs(given[at]! - value) <= scale * 2 ** -8,
  );
}
