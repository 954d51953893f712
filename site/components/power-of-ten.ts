const SUPERSCRIPT = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** A tick of a logarithmic axis as mathematics has it, 10⁻³; empty between the powers. */
export function powerOfTen(value: number): string {
  const exponent = Math.log10(value);
  const whole = Math.round(exponent);
  // Powers come out of the scale's own arithmetic, which is right to a few units in the last place.
  if (Math.abs(exponent - whole) > 2 ** -40) return '';
  const digits = [...String(Math.abs(whole))].map((digit) => SUPERSCRIPT[Number(digit)]).join('');
  return `10${whole < 0 ? '⁻' : ''}${digits}`;
}

/** The powers of ten from one to another, every so many of them. */
export function powersOfTen(first: number, last: number, step = 1): readonly number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, k) => 10 ** (first + k * step));
}
