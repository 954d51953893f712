/** A number as JSON can carry it: "NaN", "Infinity", "-Infinity" and "-0" become text. */
export function jsonNumber(value: number): number | string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}
