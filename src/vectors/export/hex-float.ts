/** A number as C writes and reads it with %a: exact, in hexadecimal; nan, inf and -inf where it is not finite. */
export function hexFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}inf`;
  if (size === 0) return `${sign}0x0p+0`;
  let exponent = Math.max(Math.floor(Math.log2(size)), -1074);
  // Two steps: a power of two below 2^-1022 times one above stays exact.
  let fraction = size / 2 ** Math.max(exponent, -1000) / 2 ** (exponent - Math.max(exponent, -1000));
  // The logarithm may round up.
  if (fraction < 1) [exponent, fraction] = [exponent - 1, fraction * 2];
  if (fraction >= 2) [exponent, fraction] = [exponent + 1, fraction / 2];
  const digits = (fraction - 1).toString(16).slice(2);
  return `${sign}0x1${digits === '' ? '' : `.${digits}`}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
