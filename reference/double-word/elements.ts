import type { Ball } from './ball.ts';
import { collected } from './ball-sum.ts';
import { productError, doubleWordRoundoff as U, sumError } from './double-word.ts';

/** One double word per element of a channel, each within radius + U |high| / 8 of the number it stands for. */
export interface Elements {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly radius: number;
}

/** The numbers themselves. */
export function elementsOf(values: Float64Array): Elements {
  return { high: values, low: new Float64Array(values.length), radius: 0 };
}

/** x - shift for each x, exactly. */
export function shifted(x: Float64Array, shift: number): Elements {
  const high = new Float64Array(x.length);
  const low = new Float64Array(x.length);
  for (let j = 0; j < x.length; j++) {
    const value = x[j]!;
    const difference = value - shift;
    high[j] = difference;
    low[j] = sumError(value, -shift, difference);
  }
  return { high, low, radius: 0 };
}

/**
 * x - sum/m for each x, as (m x - sum) / m, where `sum` is the sum of all.
 *
 * m x is split exactly; the double-word difference and the quotient have relative errors of 3u^2 each, 6u^2 < U / 8. So
 * with an exact sum a deviation is as precise as the other double words, however far the mean is from 0, and is 0
 * if it ought to be. An inexact sum adds its radius / m, and twice that covers the rounding of the radius.
 */
export function deviations(x: Float64Array, sum: Ball): Elements {
  const m = x.length;
  const high = new Float64Array(m);
  const low = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    const value = x[j]!;
    const product = m * value;
    const productLow = productError(m, value, product);
    // the double-word sum of (product, productLow) and -sum
    const a = product - sum.high;
    const b = productLow - sum.low;
    const c = sumError(product, -sum.high, a) + b;
    const d = a + c;
    const e = sumError(productLow, -sum.low, b) + sumError(a, c, d);
    const numerator = d + e;
    const numeratorLow = sumError(d, e, numerator);
    // its quotient by m
    const quotient = numerator / m;
    const taken = quotient * m;
    const missing = numerator - taken - productError(quotient, m, taken) + numeratorLow;
    const correction = missing / m;
    const deviation = quotient + correction;
    high[j] = deviation;
    low[j] = sumError(quotient, correction, deviation);
  }
  return { high, low, radius: (2 * sum.radius) / m };
}

/**
 * sum(a b), with its radius.
 *
 * A product of double words as a float64 and a correction has an error below 8u^2 = U/8 of its size. The additions are
 * those of `ballSumOf`, which keep account of what they lose. What the errors of the elements do is
 * sum(|a| db + |b| da + da db), with da = radius + U |a| / 8: below U |a b| / 4 and the three terms with the radii.
 */
export function sumOfProducts(a: Elements, b: Elements): Ball {
  let total = 0;
  let rest = 0;
  let lost = 0;
  let size = 0;
  let sizeA = 0;
  let sizeB = 0;
  for (let j = 0; j < a.high.length; j++) {
    const aHigh = a.high[j]!;
    const bHigh = b.high[j]!;
    const product = aHigh * bHigh;
    const low = productError(aHigh, bHigh, product) + (aHigh * b.low[j]! + a.low[j]! * bHigh);
    const next = total + product;
    const error = sumError(total, product, next);
    const carry = error + low;
    lost += Math.abs(sumError(error, low, carry));
    const nextRest = rest + carry;
    lost += Math.abs(sumError(rest, carry, nextRest));
    total = next;
    rest = nextRest;
    size += Math.abs(product);
    sizeA += Math.abs(aHigh);
    sizeB += Math.abs(bHigh);
  }
  const sum = collected(total, rest, lost);
  const carried = sizeA * b.radius + sizeB * a.radius + a.high.length * a.radius * b.radius;
  return { ...sum, radius: sum.radius + U * size + 2 * carried };
}
