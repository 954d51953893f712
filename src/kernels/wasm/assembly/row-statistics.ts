/**
 * The channels-last sums of training and the samples that shifts are made of. Rows `stride` bytes apart advance together, quad by
 * quad, so that what belongs to the columns is loaded and stored once for eight vectors.
 */
import { fused64, high, low, pair, pairAfter } from './lanes.ts';
import { PARAMETERS, SUMS } from './row-tables.ts';

/** a + b of float64 lanes. */
@inline function plus(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

/** Sums of x and x^2 in float64: to convert, add, square and add is what the time goes into. */
export function rowStatistics(x: usize, stride: usize, rows: usize, bytes: usize, sums: usize): void {
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let s = sums;
    for (let p = x; p < x + bytes; p += 16, s += SUMS) {
      let sumA = v128.load(s);
      let sumB = v128.load(s, 16);
      let squareA = v128.load(s, 32);
      let squareB = v128.load(s, 48);
      for (let k: usize = 0, q = p; k < 4; k++, q += stride) {
        const a = pair(q);
        const b = pairAfter(q);
        q += stride;
        const c = pair(q);
        const d = pairAfter(q);
        sumA = plus(sumA, plus(a, c));
        sumB = plus(sumB, plus(b, d));
        squareA = fused64(c, c, fused64(a, a, squareA));
        squareB = fused64(d, d, fused64(b, b, squareB));
      }
      v128.store(s, sumA);
      v128.store(s, sumB, 16);
      v128.store(s, squareA, 32);
      v128.store(s, squareB, 48);
    }
  }
}

/** Sums of x - shift and of their squares, in float64 but for the difference. */
export function rowDeviations(x: usize, bytes: usize, table: usize, sums: usize): void {
  let t = table;
  let s = sums;
  for (let p = x; p < x + bytes; p += 16, t += PARAMETERS, s += SUMS) {
    const d = f32x4.sub(v128.load(p), v128.load(t));
    const a = low(d);
    const b = high(d);
    v128.store(s, plus(v128.load(s), a));
    v128.store(s, plus(v128.load(s, 16), b), 16);
    v128.store(s, fused64(a, a, v128.load(s, 32)), 32);
    v128.store(s, fused64(b, b, v128.load(s, 48)), 48);
  }
}

/** Adds a row to the first parameter of its columns: the sample from which shifts are made. */
export function rowSample(x: usize, bytes: usize, table: usize): void {
  let t = table;
  for (let p = x; p < x + bytes; p += 16, t += PARAMETERS) {
    v128.store(t, f32x4.add(v128.load(t), v128.load(p)));
  }
}
