import * as record from './channel-record.ts';
import { accumulate, add4, fused, fused64, fusedNegative, high, low, one, pair, products, squares, total } from './lanes.ts';

/**
 * Adds to a channel's record the sums of d = x - shift, d^2, g and g d over `streams` runs of x and, `toGradient` bytes on, of g:
 * float32 trees of 16 numbers flushed to float64.
 */
export function sweepGradientSums(
  x: usize,
  toGradient: usize,
  stride: usize,
  streams: usize,
  length: usize,
  at: usize,
): void {
  const shift = v128.load32_splat(at, record.SHIFT);
  let sum = f64x2.splat(0);
  let square = sum;
  let gradient = sum;
  let product = sum;
  const end = x + ((length >> 5) << 7);
  let position = x;
  for (; position < end; position += 128) {
    let p = position;
    for (let s: usize = 0; s < streams; s++, p += stride) {
      const u = p + toGradient;
      const a = f32x4.sub(v128.load(p), shift);
      const b = f32x4.sub(v128.load(p, 16), shift);
      const c = f32x4.sub(v128.load(p, 32), shift);
      const d = f32x4.sub(v128.load(p, 48), shift);
      let sum32 = add4(a, b, c, d);
      let square32 = f32x4.add(squares(a, b), squares(c, d));
      const ga = v128.load(u);
      const gb = v128.load(u, 16);
      const gc = v128.load(u, 32);
      const gd = v128.load(u, 48);
      let gradient32 = add4(ga, gb, gc, gd);
      let product32 = f32x4.add(products(a, ga, b, gb), products(c, gc, d, gd));
      const e = f32x4.sub(v128.load(p, 64), shift);
      const f = f32x4.sub(v128.load(p, 80), shift);
      const g = f32x4.sub(v128.load(p, 96), shift);
      const h = f32x4.sub(v128.load(p, 112), shift);
      sum32 = f32x4.add(sum32, add4(e, f, g, h));
      square32 = f32x4.add(square32, f32x4.add(squares(e, f), squares(g, h)));
      const ge = v128.load(u, 64);
      const gf = v128.load(u, 80);
      const gg = v128.load(u, 96);
      const gh = v128.load(u, 112);
      gradient32 = f32x4.add(gradient32, add4(ge, gf, gg, gh));
      product32 = f32x4.add(product32, f32x4.add(products(e, ge, f, gf), products(g, gg, h, gh)));
      sum = f64x2.add(sum, f64x2.add(low(sum32), high(sum32)));
      square = f64x2.add(square, f64x2.add(low(square32), high(square32)));
      gradient = f64x2.add(gradient, f64x2.add(low(gradient32), high(gradient32)));
      product = f64x2.add(product, f64x2.add(low(product32), high(product32)));
    }
  }
  const rest = length & 31;
  if (rest != 0) {
    for (let s: usize = 0, p = position; s < streams; s++, p += stride) {
      const stop = p + (rest << 2);
      let q = p;
      for (; q + 16 <= stop; q += 16) {
        const d = f32x4.sub(v128.load(q), shift);
        const g = v128.load(q + toGradient);
        const square32 = f32x4.mul(d, d);
        const product32 = f32x4.mul(d, g);
        sum = f64x2.add(sum, f64x2.add(low(d), high(d)));
        square = f64x2.add(square, f64x2.add(low(square32), high(square32)));
        gradient = f64x2.add(gradient, f64x2.add(low(g), high(g)));
        product = f64x2.add(product, f64x2.add(low(product32), high(product32)));
      }
      for (; q < stop; q += 4) {
        const d = <f64>(load<f32>(q) - f32x4.extract_lane(shift, 0));
        const lane = f64x2.replace_lane(f64x2.splat(0), 0, d);
        const g = one(q + toGradient);
        sum = f64x2.add(sum, lane);
        square = fused64(lane, lane, square);
        gradient = f64x2.add(gradient, g);
        product = fused64(lane, g, product);
      }
    }
  }
  accumulate(at + record.SUM, total(sum));
  accumulate(at + record.SQUARES, total(square));
  accumulate(at + record.GRADIENTS, total(gradient));
  accumulate(at + record.PRODUCTS, total(product));
}

/** Adds the sums of g and of g (x - mean) in float64. */
export function sweepGradientSums64(
  x: usize,
  toGradient: usize,
  stride: usize,
  streams: usize,
  length: usize,
  at: usize,
): void {
  const mean = f64x2.splat(load<f64>(at, record.MEAN));
  let gradient = f64x2.splat(0);
  let product = gradient;
  for (let s: usize = 0, p = x; s < streams; s++, p += stride) {
    const stop = p + (length << 2);
    let q = p;
    for (; q + 8 <= stop; q += 8) {
      const g = pair(q + toGradient);
      gradient = f64x2.add(gradient, g);
      product = fused64(f64x2.sub(pair(q), mean), g, product);
    }
    if (q < stop) {
      const g = one(q + toGradient);
      gradient = f64x2.add(gradient, g);
      // The second lane of x would be 0, and 0 - mean may be infinite: it is made the mean's own, whose difference is 0 or NaN.
      const d = <f64>load<f32>(q) - load<f64>(at, record.MEAN);
      product = fused64(f64x2.replace_lane(f64x2.splat(0), 0, d), g, product);
    }
  }
  accumulate(at + record.GRADIENTS, total(gradient));
  accumulate(at + record.PRODUCTS, total(product));
}

/** scale ((g - offset) - (x - mean) slope): the training gradient of one vector. */
@inline function gradInput(x: v128, g: v128, mean: v128, scale: v128, offset: v128, slope: v128): v128 {
  return f32x4.mul(fusedNegative(f32x4.sub(x, mean), slope, f32x4.sub(g, offset)), scale);
}

/** Writes gradInput of a training call. */
export function sweepGradient(
  x: usize,
  toGradient: usize,
  toOutput: usize,
  stride: usize,
  streams: usize,
  length: usize,
  at: usize,
): void {
  const mean = v128.load32_splat(at, record.MEAN32);
  const scale = v128.load32_splat(at, record.SCALE32);
  const offset = v128.load32_splat(at, record.OFFSET32);
  const slope = v128.load32_splat(at, record.SLOPE32);
  const end = x + ((length >> 4) << 6);
  let position = x;
  for (; position < end; position += 64) {
    let p = position;
    for (let s: usize = 0; s < streams; s++, p += stride) {
      const u = p + toGradient;
      const y = p + toOutput;
      v128.store(y, gradInput(v128.load(p), v128.load(u), mean, scale, offset, slope));
      v128.store(y, gradInput(v128.load(p, 16), v128.load(u, 16), mean, scale, offset, slope), 16);
      v128.store(y, gradInput(v128.load(p, 32), v128.load(u, 32), mean, scale, offset, slope), 32);
      v128.store(y, gradInput(v128.load(p, 48), v128.load(u, 48), mean, scale, offset, slope), 48);
    }
  }
  const rest = length & 15;
  if (rest == 0) return;
  for (let s: usize = 0, p = position; s < streams; s++, p += stride) {
    const stop = p + (rest << 2);
    let q = p;
    for (; q + 16 <= stop; q += 16) {
      const value = gradInput(v128.load(q), v128.load(q + toGradient), mean, scale, offset, slope);
      v128.store(q + toOutput, value);
    }
    for (; q < stop; q += 4) {
      const g = v128.load32_zero(q + toGradient);
      const value = gradInput(v128.load32_zero(q), g, mean, scale, offset, slope);
      v128.store32_lane(q + toOutput, value, 0);
    }
  }
}

/** The same in float64, each number rounded once. */
export function sweepGradient64(
  x: usize,
  toGradient: usize,
  toOutput: usize,
  stride: usize,
  streams: usize,
  length: usize,
  at: usize,
): void {
  const mean = load<f64>(at, record.MEAN);
  const scale = load<f64>(at, record.SCALE);
  const offset = load<f64>(at, record.OFFSET);
  const slope = load<f64>(at, record.SLOPE);
  for (let s: usize = 0, p = x; s < streams; s++, p += stride) {
    for (let q = p; q < p + (length << 2); q += 4) {
      const d = <f64>load<f32>(q) - mean;
      store<f32>(q + toOutput, <f32>(scale * (<f64>load<f32>(q + toGradient) - offset - d * slope)));
    }
  }
}

/** Inference: writes scale g, and adds the sums of g and of g (x - shift) on the way. */
export function sweepInferenceGradient(
  x: usize,
  toGradient: usize,
  toOutput: usize,
  stride: usize,
  streams: usize,
  length: usize,
  at: usize,
): void {
  const shift = v128.load32_splat(at, record.SHIFT);
  const scale = v128.load32_splat(at, record.SCALE32);
  let gradient = f64x2.splat(0);
  let product = gradient;
  const end = x + ((length >> 4) << 6);
  let position = x;
  for (; position < end; position += 64) {
    let p = position;
    for (let s: usize = 0; s < streams; s++, p += stride) {
      const u = p + toGradient;
      const y = p + toOutput;
      const a = v128.load(u);
      const b = v128.load(u, 16);
      const c = v128.load(u, 32);
      const d = v128.load(u, 48);
      const gradient32 = add4(a, b, c, d);
      const product32 = f32x4.add(
        products(a, f32x4.sub(v128.load(p), shift), b, f32x4.sub(v128.load(p, 16), shift)),
        products(c, f32x4.sub(v128.load(p, 32), shift), d, f32x4.sub(v128.load(p, 48), shift)),
      );
      gradient = f64x2.add(gradient, f64x2.add(low(gradient32), high(gradient32)));
      product = f64x2.add(product, f64x2.add(low(product32), high(product32)));
      v128.store(y, f32x4.mul(a, scale));
      v128.store(y, f32x4.mul(b, scale), 16);
      v128.store(y, f32x4.mul(c, scale), 32);
      v128.store(y, f32x4.mul(d, scale), 48);
    }
  }
  const rest = length & 15;
  if (rest != 0) {
    for (let s: usize = 0, p = position; s < streams; s++, p += stride) {
      for (let q = p; q < p + (rest << 2); q += 4) {
        const g = load<f32>(q + toGradient);
        const d = load<f32>(q) - f32x4.extract_lane(shift, 0);
        gradient = f64x2.add(gradient, one(q + toGradient));
        product = fused64(f64x2.replace_lane(f64x2.splat(0), 0, <f64>d), one(q + toGradient), product);
        store<f32>(q + toOutput, g * f32x4.extract_lane(scale, 0));
      }
    }
  }
  accumulate(at + record.GRADIENTS, total(gradient));
  accumulate(at + record.PRODUCTS, total(product));
}

/** Inference: writes scale g in float64, rounded once. */
export function sweepInferenceGradient64(
  x: usize,
  toGradient: usize,
  toOutput: usize,
  stride: usize,
  streams: usize,
  length: usize,
  at: usize,
): void {
  const scale = load<f64>(at, record.SCALE);
  for (let s: usize = 0, p = x; s < streams; s++, p += stride) {
    for (let q = p; q < p + (length << 2); q += 4) {
      store<f32>(q + toOutput, <f32>(scale * <f64>load<f32>(q + toGradient)));
    }
  }
}
