import * as record from './channel-record.ts';
import { accumulate, fused64, one, pair, total } from './lanes.ts';

/**
 * Adds to a channel's record the sums of x and of x^2 over `streams` runs of `length` numbers, the first at x and each `stride`
 * bytes after the one before: in float64, in which squares of float32 numbers are exact, by eight accumulators.
 *
 * The runs advance together, 128 bytes of each in turn: several pages at once keep more cache lines under way than one
 * page after another.
 */
export function sweepStatistics(x: usize, stride: usize, streams: usize, length: usize, at: usize): void {
  let sumA = f64x2.splat(0);
  let sumB = sumA;
  let sumC = sumA;
  let sumD = sumA;
  let squareA = sumA;
  let squareB = sumA;
  let squareC = sumA;
  let squareD = sumA;
  const end = x + ((length >> 5) << 7);
  let position = x;
  for (; position < end; position += 128) {
    let p = position;
    for (let s: usize = 0; s < streams; s++, p += stride) {
      for (let q = p; q < p + 128; q += 32) {
        const a = pair(q);
        const b = pair(q + 8);
        const c = pair(q + 16);
        const d = pair(q + 24);
        sumA = f64x2.add(sumA, a);
        sumB = f64x2.add(sumB, b);
        sumC = f64x2.add(sumC, c);
        sumD = f64x2.add(sumD, d);
        squareA = fused64(a, a, squareA);
        squareB = fused64(b, b, squareB);
        squareC = fused64(c, c, squareC);
        squareD = fused64(d, d, squareD);
      }
    }
  }
  const rest = length & 31;
  if (rest != 0) {
    for (let s: usize = 0, p = position; s < streams; s++, p += stride) {
      const stop = p + (rest << 2);
      let q = p;
      for (; q + 16 <= stop; q += 16) {
        const a = pair(q);
        const b = pair(q + 8);
        sumA = f64x2.add(sumA, a);
        sumB = f64x2.add(sumB, b);
        squareA = fused64(a, a, squareA);
        squareB = fused64(b, b, squareB);
      }
      for (; q < stop; q += 4) {
        const a = one(q);
        sumC = f64x2.add(sumC, a);
        squareC = fused64(a, a, squareC);
      }
    }
  }
  accumulate(at + record.SUM, total(f64x2.add(f64x2.add(sumA, sumB), f64x2.add(sumC, sumD))));
  const squares = f64x2.add(f64x2.add(squareA, squareB), f64x2.add(squareC, squareD));
  accumulate(at + record.SQUARES, total(squares));
}

/** Adds the sums of x - centre and of their squares, likewise in float64: right at any offset. */
export function sweepDeviations(
  x: usize,
  stride: usize,
  streams: usize,
  length: usize,
  at: usize,
  centre: f64,
): void {
  const middle = f64x2.splat(centre);
  let sumA = f64x2.splat(0);
  let sumB = sumA;
  let squareA = sumA;
  let squareB = sumA;
  for (let s: usize = 0, p = x; s < streams; s++, p += stride) {
    const stop = p + (length << 2);
    let q = p;
    for (; q + 16 <= stop; q += 16) {
      const a = f64x2.sub(pair(q), middle);
      const b = f64x2.sub(pair(q + 8), middle);
      sumA = f64x2.add(sumA, a);
      sumB = f64x2.add(sumB, b);
      squareA = fused64(a, a, squareA);
      squareB = fused64(b, b, squareB);
    }
    for (; q < stop; q += 4) {
      const d = f64x2.sub(f64x2.replace_lane(one(q), 1, centre), middle);
      sumA = f64x2.add(sumA, d);
      squareA = fused64(d, d, squareA);
    }
  }
  accumulate(at + record.SUM, total(f64x2.add(sumA, sumB)));
  accumulate(at + record.SQUARES, total(f64x2.add(squareA, squareB)));
}
