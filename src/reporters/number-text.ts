import type { Dtype } from '../../spec/contract.ts';

/**
 * The shortest decimal that reads back as the same number of the given format: 0.1 for the float32 nearest to
 * it, not 0.10000000149011612. A number that is no float32 value is written as a float64. Special values
 * are NaN, Infinity, -Infinity and -0.
 */
export function valueText(value: number, dtype: Dtype): string {
  if (Object.is(value, -0)) return '-0';
  if (dtype === 'float64' || Math.fround(value) !== value) return String(value);
  // Nine significant digits tell any two float32 values apart.
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/**
 * An expected value, which is a float64: to nine significant digits beside float32 values, in full beside
 * float64 values, and in full where fewer digits would hide that it differs from what came.
 */
export function expectedText(expected: number, actual: number, dtype: Dtype): string {
  if (dtype === 'float64' || !Number.isFinite(expected)) return valueText(expected, 'float64');
  const short = valueText(Number(expected.toPrecision(9)), 'float64');
  const hides = short === valueText(actual, dtype) && expected !== actual;
  return hides ? valueText(expected, 'float64') : short;
}

/** A size (an error, a bound, a ratio) to three significant digits. */
export function roughText(size: number): string {
  return String(Number(size.toPrecision(3)));
}
