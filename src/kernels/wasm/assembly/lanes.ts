/** Vector arithmetic that the kernels share. `fused` is one rounding where the build has relaxed SIMD, else two. */

/** a b + c. */
@inline export function fused(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c - a b. */
@inline export function fusedNegative(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/** a b + c in float64. */
@inline export function fused64(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** The first two lanes as float64. */
@inline export function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

/** The last two lanes as float64. */
@inline export function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1));
}

/** Two float32 numbers of the memory as float64: one instruction, cheaper than a load and a shuffle. */
@inline export function pair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

/** The two that follow them. */
@inline export function pairAfter(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at, 8));
}

/** One float32 number of the memory as float64, beside a zero. */
@inline export function one(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_zero(at));
}

/** (a + b) + (c + d) of float32 lanes. */
@inline export function add4(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

/** a^2 + b^2, which costs at most two roundings. */
@inline export function squares(a: v128, b: v128): v128 {
  return fused(a, a, f32x4.mul(b, b));
}

/** a b + c d. */
@inline export function products(a: v128, b: v128, c: v128, d: v128): v128 {
  return fused(a, b, f32x4.mul(c, d));
}

/** The sum of both lanes. */
@inline export function total(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** Adds to a float64 in memory. */
@inline export function accumulate(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}
