export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Digits that people write an epsilon with. */
const USUAL_DIGITS = 3;

/**
 * The number of an interval that somebody would have written down: a decimal of at most three digits, else a power of two, else the
 * float32 next to such a decimal, else the decimal with the fewest digits. Needs 0 < low <= high.
 */
export function simplestIn(interval: Interval): number {
  const decimals = [...Array(17).keys()].map((digits) => nearestDecimal(interval, digits + 1));
  const usual = decimals.slice(0, USUAL_DIGITS);
  const powerOfTwo = 2 ** Math.round(Math.log2(middle(interval)));
  const candidates = [...usual, powerOfTwo, ...usual.map(Math.fround), ...decimals];
  return candidates.find((value) => value >= interval.low && value <= interval.high) ?? middle(interval);
}

function middle({ low, high }: Interval): number {
  return low + (high - low) / 2;
}

function nearestDecimal(interval: Interval, digits: number): number {
  return Number(middle(interval).toPrecision(digits));
}
