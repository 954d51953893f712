/**
 * The channels-last inner loops of the gradients: rows `stride` bytes apart advance together, quad by quad, so that what belongs to the
 * columns is loaded once for many vectors and a tree adds them up. The functions that end in One take single rows.
 */
import { add4, fused, fusedNegative, high, low, products, squares } from './lanes.ts';
import { PARAMETERS, SUMS } from './row-tables.ts';

/** Adds four float32 numbers to four float64 sums. */
@inline function flush(at: usize, v: v128): void {
  v128.store(at, f64x2.add(v128.load(at), low(v)));
  v128.store(at, f64x2.add(v128.load(at, 16), high(v)), 16);
}

/**
 * Sums d, d^2, g and g d of eight vectors `stride` bytes apart by trees of depth three. That of d, which the mean is made of, is added to
 * float64. The others are left in the table, in float32, by the first of two rows; those of the second are added to them and both to float64.
 */
@inline function eight(p: usize, toGradient: usize, stride: usize, shift: v128, s: usize, second: bool): void {
  let q = p;
  const a = f32x4.sub(v128.load(q), shift);
  const ga = v128.load(q + toGradient);
  const b = f32x4.sub(v128.load((q += stride)), shift);
  const gb = v128.load(q + toGradient);
  const c = f32x4.sub(v128.load((q += stride)), shift);
  const gc = v128.load(q + toGradient);
  const d = f32x4.sub(v128.load((q += stride)), shift);
  const gd = v128.load(q + toGradient);
  let sum32 = add4(a, b, c, d);
  let square32 = f32x4.add(squares(a, b), squares(c, d));
  let gradient32 = add4(ga, gb, gc, gd);
  let product32 = f32x4.add(products(a, ga, b, gb), products(c, gc, d, gd));
  const e = f32x4.sub(v128.load((q += stride)), shift);
  const ge = v128.load(q + toGradient);
  const f = f32x4.sub(v128.load((q += stride)), shift);
  const gf = v128.load(q + toGradient);
  const g = f32x4.sub(v128.load((q += stride)), shift);
  const gg = v128.load(q + toGradient);
  const h = f32x4.sub(v128.load((q += stride)), shift);
  const gh = v128.load(q + toGradient);
  sum32 = f32x4.add(sum32, add4(e, f, g, h));
  square32 = f32x4.add(square32, f32x4.add(squares(e, f), squares(g, h)));
  gradient32 = f32x4.add(gradient32, add4(ge, gf, gg, gh));
  product32 = f32x4.add(product32, f32x4.add(products(e, ge, f, gf), products(g, gg, h, gh)));
  flush(s, sum32);
  if (second) {
    flush(s + 32, f32x4.add(square32, v128.load(s, 128)));
    flush(s + 64, f32x4.add(gradient32, v128.load(s, 144)));
    flush(s + 96, f32x4.add(product32, v128.load(s, 160)));
  } else {
    v128.store(s, square32, 128);
    v128.store(s, gradient32, 144);
    v128.store(s, product32, 160);
  }
}

/** Sums of d, d^2, g and g d of an even number of rows. */
export function rowGradientSums(
  x: usize,
  toGradient: usize,
  stride: usize,
  rows: usize,
  bytes: usize,
  table: usize,
  sums: usize,
): void {
  for (let r: usize = 0; r < rows; r += 2) {
    sumRow(x, toGradient, stride, bytes, table, sums, false);
    x += bytes;
    sumRow(x, toGradient, stride, bytes, table, sums, true);
    x += bytes;
  }
}

@inline function sumRow(
  x: usize,
  toGradient: usize,
  stride: usize,
  bytes: usize,
  table: usize,
  sums: usize,
  second: bool,
): void {
  let t = table;
  let s = sums;
  for (let p = x; p < x + bytes; p += 16, t += PARAMETERS, s += SUMS) {
    eight(p, toGradient, stride, v128.load(t), s, second);
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

/** scale ((g - offset) - (x - mean) slope): the training gradient of one vector. */
@inline function gradInput(x: v128, g: v128, mean: v128, scale: v128, offset: v128, slope: v128): v128 {
  return f32x4.mul(fusedNegative(f32x4.sub(x, mean), slope, f32x4.sub(g, offset)), scale);
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
  const pairs = bytes & ~31;
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let t = table;
    let p = x;
    for (const stop = x + pairs; p < stop; p += 32, t += 2 * PARAMETERS) {
      const meanA = v128.load(t);
      const scaleA = v128.load(t, 16);
      const offsetA = v128.load(t, 32);
      const slopeA = v128.load(t, 48);
      const meanB = v128.load(t, 64);
      const scaleB = v128.load(t, 80);
      const offsetB = v128.load(t, 96);
      const slopeB = v128.load(t, 112);
      let q = p;
      // Two in a turn: the engine looks at the stack in every turn of a loop.
      for (let k = streams; k > 1; k -= 2) {
        let g = q + toGradient;
        let y = q + toOutput;
        v128.store(y, gradInput(v128.load(q), v128.load(g), meanA, scaleA, offsetA, slopeA));
        v128.store(y, gradInput(v128.load(q, 16), v128.load(g, 16), meanB, scaleB, offsetB, slopeB), 16);
        q += stride;
        g = q + toGradient;
        y = q + toOutput;
        v128.store(y, gradInput(v128.load(q), v128.load(g), meanA, scaleA, offsetA, slopeA));
        v128.store(y, gradInput(v128.load(q, 16), v128.load(g, 16), meanB, scaleB, offsetB, slopeB), 16);
        q += stride;
      }
      if (streams & 1) {
        const g = q + toGradient;
        const y = q + toOutput;
        v128.store(y, gradInput(v128.load(q), v128.load(g), meanA, scaleA, offsetA, slopeA));
        v128.store(y, gradInput(v128.load(q, 16), v128.load(g, 16), meanB, scaleB, offsetB, slopeB), 16);
      }
    }
    if (p < x + bytes) {
      const mean = v128.load(t);
      const scale = v128.load(t, 16);
      const offset = v128.load(t, 32);
      const slope = v128.load(t, 48);
      for (let k: usize = 0, q = p; k < streams; k++, q += stride) {
        const value = gradInput(v128.load(q), v128.load(q + toGradient), mean, scale, offset, slope);
        v128.store(q + toOutput, value);
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
