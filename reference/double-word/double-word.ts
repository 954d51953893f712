/**
 * Arithmetic on unevaluated sums of two float64 numbers, "double words", with some 106 significant bits.
 *
 * The two functions below give the exact rounding error of one float64 operation; everything else is made of them. They
 * return one number, so that loops over elements need no objects. Let u = 2^-53. A double word (high, low) has
 * |low| <= u |high|. Joldes, Muller and Popescu ("Tight and rigorous error bounds for basic building blocks of
 * double-word arithmetic", 2017) prove that sum, product, quotient and root as written here have relative errors of at
 * most 3u^2, 7u^2, 15u^2 and 5u^2 (roots: Lefevre et al. 2023), the sum even where its terms cancel. All of this
 * project's bounds use only that these are below U = 2^-100 = 64 u^2, with no overflow and no underflow.
 */
export interface DoubleWord {
  readonly high: number;
  readonly low: number;
}

/** U, larger than the relative error of any operation of this file. */
export const doubleWordRoundoff = 2 ** -100;

/** (a + b) - sum, exactly, for sum = a + b rounded to float64 (Knuth's TwoSum); no order of magnitudes is needed. */
export function sumError(a: number, b: number, sum: number): number {
  const bTaken = sum - a;
  return a - (sum - bTaken) + (b - bTaken);
}

/** 2^27 + 1, which splits 53 bits into 26 and 27. */
const splitter = 134217729;

/**
 * a * b - product, exactly, for product = a * b rounded to float64 (Dekker and Veltkamp).
 * Needs |a| and |b| below 2^996 and |a b| of at least 2^-968, or 0; below that the error is at most 2^-1073.
 */
export function productError(a: number, b: number, product: number): number {
  const aScaled = splitter * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = splitter * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function normalized(high: number, low: number): DoubleWord {
  const sum = high + low;
  return { high: sum, low: low - (sum - high) };
}

export function doubleWordSum(a: DoubleWord, b: DoubleWord): DoubleWord {
  const high = a.high + b.high;
  const highError = sumError(a.high, b.high, high);
  const low = a.low + b.low;
  const lowError = sumError(a.low, b.low, low);
  const first = normalized(high, highError + low);
  return normalized(first.high, lowError + first.low);
}

export function doubleWordProduct(a: DoubleWord, b: DoubleWord): DoubleWord {
  const high = a.high * b.high;
  return normalized(high, productError(a.high, b.high, high) + (a.high * b.low + a.low * b.high));
}

export function doubleWordQuotient(a: DoubleWord, b: DoubleWord): DoubleWord {
  const high = a.high / b.high;
  const taken = doubleWordProduct(b, { high, low: 0 });
  return normalized(high, (a.high - taken.high + (a.low - taken.low)) / b.high);
}

/** The square root of a positive double word. */
export function doubleWordRoot(a: DoubleWord): DoubleWord {
  const high = Math.sqrt(a.high);
  const square = high * high;
  const rest = a.high - square - productError(high, high, square) + a.low;
  return normalized(high, rest / (2 * high));
}
