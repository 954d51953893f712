/**
 * The channels-last inner loops: eight rows `stride` bytes apart advance together, quad by quad, so that what belongs to the
 * columns is loaded once for eight vectors and a tree of depth three adds them up. The functions that end in One take single rows.
 */
import { add4, fused, fused64, fusedNegative, high, low, pair, products, squares } from './lanes.ts';
import { PARAMETERS, SUMS } from './row-tables.ts';

/** Adds four float32 numbers to four float64 sums. */
@inline function flush(at: usize, v: v128): void {
  v128.store(at, f64x2.add(v128.load(at), low(v)));
  v128.store(at, f64x2.add(v128.load(at, 16), high(v)), 16);
}

/** a + b of float64 lanes. */
@inline function plus(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

/** a^2 + b^2 of float64 lanes. */
@inline function squares64(a: v128, b: v128): v128 {
  return fused64(a, a, f64x2.mul(b, b));
}

/** Adds to two float64 sums and two sums of squares those of eight pairs, `stride` bytes apart. */
@inline function flushPairs(q: usize, stride: usize, sums: usize): void {
  const a = pair(q);
  const b = pair((q += stride));
  const c = pair((q += stride));
  const d = pair((q += stride));
  const e = pair((q += stride));
  const f = pair((q += stride));
  const g = pair((q += stride));
  const h = pair(q + stride);
  const sum = plus(plus(plus(a, b), plus(c, d)), plus(plus(e, f), plus(g, h)));
  const square = plus(plus(squares64(a, b), squares64(c, d)), plus(squares64(e, f), squares64(g, h)));
  v128.store(sums, plus(v128.load(sums), sum));
  v128.store(sums, plus(v128.load(sums, 32), square), 32);
}

/** Sums of x and x^2 in float64. */
export function rowStatistics(x: usize, stride: usize, rows: usize, bytes: usize, sums: usize): void {
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let s = sums;
    for (let p = x; p < x + bytes; p += 16, s += SUMS) {
      flushPairs(p, stride, s);
      flushPairs(p + 8, stride, s + 16);
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

/** Adds rows to the first parameter of their columns: the sample from which shifts are made. */
export function rowSample(x: usize, bytes: usize, table: usize): void {
  let t = table;
  for (let p = x; p < x + bytes; p += 16, t += PARAMETERS) {
    v128.store(t, f32x4.add(v128.load(t), v128.load(p)));
  }
}

@inline function applyAt(p: usize, toOutput: usize, t: usize): void {
  const d = f32x4.sub(v128.load(p), v128.load(t));
  v128.store(p + toOutput, fused(d, v128.load(t, 16), v128.load(t, 32)));
}

@inline function apply(p: usize, toOutput: usize, mean: v128, scale: v128, offset: v128): void {
  v128.store(p + toOutput, fused(f32x4.sub(v128.load(p), mean), scale, offset));
}

/** Writes the output. */
export function rowApply(x: usize, toOutput: usize, stride: usize, rows: usize, bytes: usize, table: usize): void {
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let t = table;
    for (let p = x; p < x + bytes; p += 16, t += PARAMETERS) {
      const mean = v128.load(t);
      const scale = v128.load(t, 16);
      const offset = v128.load(t, 32);
      let q = p;
      apply(q, toOutput, mean, scale, offset);
      apply((q += stride), toOutput, mean, scale, offset);
      apply((q += stride), toOutput, mean, scale, offset);
      apply((q += stride), toOutput, mean, scale, offset);
      apply((q += stride), toOutput, mean, scale, offset);
      apply((q += stride), toOutput, mean, scale, offset);
      apply((q += stride), toOutput, mean, scale, offset);
      apply(q + stride, toOutput, mean, scale, offset);
    }
  }
}

export function rowApplyOne(x: usize, toOutput: usize, bytes: usize, table: usize): void {
  let t = table;
  for (let p = x; p < x + bytes; p += 16, t += PARAMETERS) applyAt(p, toOutput, t);
}

/** Sums of d, d^2, g and g d. */
export function rowGradientSums(
  x: usize,
  toGradient: usize,
  stride: usize,
  rows: usize,
  bytes: usize,
  table: usize,
  sums: usize,
): void {
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let t = table;
    let s = sums;
    for (let p = x; p < x + bytes; p += 16, t += PARAMETERS, s += SUMS) {
      const shift = v128.load(t);
      let q = p;
      const a = f32x4.sub(v128.load(q), shift);
      const ga = v128.load(q + toGradient);
      const b = f32x4.sub(v128.load((q += stride)), shift);
      const gb = v128.load(q + toGradient);
      const c = f32x4.sub(v128.load((q += stride)), shift);
      const gc = v128.load(q + toGradient);
      const d = f32x4.sub(v128.load((q += stride)), shift);
      const gd = v128.load(q + toGradient);
      const sum32 = add4(a, b, c, d);
      const square32 = f32x4.add(squares(a, b), squares(c, d));
      const gradient32 = add4(ga, gb, gc, gd);
      const product32 = f32x4.add(products(a, ga, b, gb), products(c, gc, d, gd));
      const e = f32x4.sub(v128.load((q += stride)), shift);
      const ge = v128.load(q + toGradient);
      const f = f32x4.sub(v128.load((q += stride)), shift);
      const gf = v128.load(q + toGradient);
      const g = f32x4.sub(v128.load((q += stride)), shift);
      const gg = v128.load(q + toGradient);
      const h = f32x4.sub(v128.load((q += stride)), shift);
      const gh = v128.load(q + toGradient);
      flush(s, f32x4.add(sum32, add4(e, f, g, h)));
      flush(s + 32, f32x4.add(square32, f32x4.add(squares(e, f), squares(g, h))));
      flush(s + 64, f32x4.add(gradient32, add4(ge, gf, gg, gh)));
      flush(s + 96, f32x4.add(product32, f32x4.add(products(e, ge, f, gf), products(g, gg, h, gh))));
    }
  }
}

export function rowGradientSumsOne(x: usize, toGradient: usize, bytes: usize, table: usize, sums: usize): void {
  let t = table;
  let s = sums;
  for (let p = x; p < x + bytes; p += 16, t += PARAMETERS, s += SUMS) {
    const d = f32x4.sub(v128.load(p), v128.load(t));
    const g = v128.load(p + toGradient);
    flush(s, d);
    flush(s + 32, f32x4.mul(d, d));
    flush(s + 64, g);
    flush(s + 96, f32x4.mul(g, d));
  }
}

/** Writes gradInput of a training call; `streams` rows are `stride` bytes apart. */
export function rowGradient(
  x: usize,
  toGradient: usize,
  toOutput: usize,
  stride: usize,
  streams: usize,
  rows: usize,
  bytes: usize,
  table: usize,
): void {
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let t = table;
    for (let p = x; p < x + bytes; p += 16, t += PARAMETERS) {
      const mean = v128.load(t);
      const scale = v128.load(t, 16);
      const offset = v128.load(t, 32);
      const slope = v128.load(t, 48);
      for (let k: usize = 0, q = p; k < streams; k++, q += stride) {
        const g = f32x4.sub(v128.load(q + toGradient), offset);
        const centred = fusedNegative(f32x4.sub(v128.load(q), mean), slope, g);
        v128.store(q + toOutput, f32x4.mul(centred, scale));
      }
    }
  }
}

/** Inference: writes scale g, and adds the sums of g and of g (x - mean). */
export function rowInferenceGradient(
  x: usize,
  toGradient: usize,
  toOutput: usize,
  stride: usize,
  streams: usize,
  rows: usize,
  bytes: usize,
  table: usize,
  sums: usize,
): void {
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let t = table;
    let s = sums;
    for (let p = x; p < x + bytes; p += 16, t += PARAMETERS, s += SUMS) {
      const mean = v128.load(t);
      const scale = v128.load(t, 16);
      let gradient = f32x4.splat(0);
      let product = gradient;
      for (let k: usize = 0, q = p; k < streams; k++, q += stride) {
        const g = v128.load(q + toGradient);
        gradient = f32x4.add(gradient, g);
        product = fused(g, f32x4.sub(v128.load(q), mean), product);
        v128.store(q + toOutput, f32x4.mul(g, scale));
      }
      flush(s + 64, gradient);
      flush(s + 96, product);
    }
  }
}
