import type { Values } from './contract.ts';

/** One element that lies outside its bound, or the one that comes nearest to it. */
export interface Mismatch {
  /** Which quantity: output, batchMean, gradInput, … */
  readonly quantity: string;
  /** Position in the flat array. */
  readonly at: number;
  readonly expected: number;
  readonly actual: number;
  readonly error: number;
  readonly bound: number;
  /** error / bound: above 1 is a failure. */
  readonly ratio: number;
}

/** The verdict on one array. */
export interface Comparison {
  /** Largest error / bound; 0 where nothing could be compared. */
  readonly ratio: number;
  /** Elements with a finite bound. */
  readonly compared: number;
  /** Elements whose bound is infinite: they prove nothing. */
  readonly vacuous: number;
  readonly worst: Mismatch | null;
}

/**
 * Headroom for what the comparison itself rounds: the bound is evaluated in float64, and the expected
 * value comes from an oracle that errs by at most the same bound taken at float64's unit roundoff. For a
 * float32 subject that is 2^-29 of the bound; for a float64 subject the oracle is exact but for its final rounding, which
 * `oracleRounding` holds.
 */
const headroom = 1 + 2 ** -20;
const oracleRounding = 2 ** -53;

/**
 * Judges one value: error / bound. An infinite bound accepts anything. NaN is right only where NaN is expected, and signed zeros
 * are equal. Where one of the two is infinite, the other must be one that may round to it: of the same sign, and within its
 * bound of `largest`. Never NaN: a ratio that compares false with everything would accept silently.
 */
export function ratioOf(actual: number, expected: number, bound: number, largest: number): number {
  if (bound === Number.POSITIVE_INFINITY) return 0;
  if (Number.isNaN(bound)) throw new Error('a bound is NaN: the comparison would accept anything');
  if (actual === expected || Object.is(actual, expected)) return 0;
  const error = Math.abs(actual - expected);
  if (Number.isNaN(error)) return Number.POSITIVE_INFINITY;
  if (error === Number.POSITIVE_INFINITY) {
    const finite = Math.min(Math.abs(actual), Math.abs(expected));
    const mayOverflow = finite + allowance(finite, bound) >= largest;
    return mayOverflow && Math.sign(actual) === Math.sign(expected) ? 0 : Number.POSITIVE_INFINITY;
  }
  return error / allowance(expected, bound);
}

/** The bound with what the comparison itself rounds. */
function allowance(expected: number, bound: number): number {
  return bound * headroom + oracleRounding * Math.abs(expected);
}

/**
 * Compares an array with what is expected, element by element, each under its own bound.
 *
 * @throws Error where the lengths differ: the caller checks shapes first.
 */
export function compare(
  quantity: string,
  actual: Values,
  expected: Values,
  bounds: Values,
  largest: number,
): Comparison {
  if (actual.length !== expected.length || expected.length !== bounds.length) {
    throw new Error(
      `${quantity}: lengths ${actual.length}, ${expected.length} and ${bounds.length} must agree`,
    );
  }
  let ratio = 0;
  let worstAt = -1;
  let vacuous = 0;
  for (let i = 0; i < actual.length; i++) {
    if (bounds[i] === Number.POSITIVE_INFINITY) {
      vacuous += 1;
      continue;
    }
    const here = ratioOf(actual[i]!, expected[i]!, bounds[i]!, largest);
    if (here > ratio || worstAt < 0) {
      ratio = here;
      worstAt = i;
    }
  }
  const worst = worstAt < 0 ? null : mismatchAt(quantity, worstAt, actual, expected, bounds, ratio);
  return { ratio, compared: actual.length - vacuous, vacuous, worst };
}

function mismatchAt(
  quantity: string,
  at: number,
  actual: Values,
  expected: Values,
  bounds: Values,
  ratio: number,
): Mismatch {
  const error = Math.abs(actual[at]! - expected[at]!);
  return { quantity, at, expected: expected[at]!, actual: actual[at]!, error, bound: bounds[at]!, ratio };
}

/** True where two arrays hold the same bits, but that any NaN equals any NaN. */
export function sameBits(a: Values, b: Values): boolean {
  return a.length === b.length && firstDifference(a, b) < 0;
}

/** Index of the first element whose bits differ (all NaNs are one), or -1. Lengths must agree. */
export function firstDifference(a: Values, b: Values): number {
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}
