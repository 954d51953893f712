import * as record from './channel-record.ts';
import * as job from './job.ts';

/**
 * Additions that one float64 accumulator takes at most: there are at least four lanes, and runs of fewer than 16 numbers
 * are summed one by one only where a channel has fewer than 256.
 */
@inline function chain(m: f64): f64 {
  return m / 4 + 256;
}

const ROUNDOFF64: f64 = 1.1102230246251565e-16; // 2^-53
const ROUNDOFF32: f64 = 5.960464477539063e-8; // 2^-24

/**
 * Makes mean and variance of the float64 sums of x - shift and of its squares. False where the variance may have lost more than
 * a rounding of float32 to cancellation: see ../README.md.
 */
export function settleStatistics(at: usize, m: f64): bool {
  const sum = load<f64>(at, record.SUM);
  const meanSquare = load<f64>(at, record.SQUARES) / m;
  const deviation = sum / m;
  const variance = meanSquare - deviation * deviation;
  store<f64>(at, <f64>load<f32>(at, record.SHIFT) + deviation, record.MEAN);
  store<f64>(at, max<f64>(variance, 0), record.VARIANCE);
  return 3 * chain(m) * ROUNDOFF64 * meanSquare <= ROUNDOFF32 * variance || meanSquare == 0;
}

/** The same condition for two channels, as a mask; false for a NaN. */
@inline export function settledPair(meanSquare: v128, variance: v128, m: f64): v128 {
  const lost = f64x2.mul(f64x2.splat(3 * chain(m) * ROUNDOFF64), meanSquare);
  const allowed = f64x2.mul(f64x2.splat(ROUNDOFF32), variance);
  return v128.or(f64x2.le(lost, allowed), f64x2.eq(meanSquare, f64x2.splat(0)));
}

const SMALL_VARIANCE: f64 = 8.077935669463161e-28; // 2^-90
const LARGE_VARIANCE: f64 = 1.329227995784916e36; // 2^120

/**
 * How far float32 sums of d^2 may exceed m v, so that the shift is near enough to the mean for the class `forward`: where they are trees
 * of depth three, and where all but those of d are of depth four. ../README.md derives both.
 */
export const DEPTH_THREE: f64 = 1.1666666666666667; // 7 / 6
export const DEPTH_FOUR: f64 = 1.125;

/** The same of float32 sums. False where they may leave the class `forward`; `limit` is one of the two above. */
function settleStatistics32(at: usize, m: f64, limit: f64): bool {
  const sum = load<f64>(at, record.SUM);
  const squares = load<f64>(at, record.SQUARES);
  settleStatistics(at, m);
  if (sum == 0 && squares == 0) return true;
  const variance = load<f64>(at, record.VARIANCE);
  return variance >= SMALL_VARIANCE && variance <= LARGE_VARIANCE && squares <= limit * (m * variance);
}

/** The conditions of settleGradientSums for two channels, as a mask. */
@inline export function settledPair32(
  sum: v128,
  squares: v128,
  variance: v128,
  gradients: v128,
  products: v128,
  m: f64,
): v128 {
  const zero = f64x2.splat(0);
  const infinity = f64x2.splat(Infinity);
  const inRange = v128.and(
    f64x2.ge(variance, f64x2.splat(SMALL_VARIANCE)),
    f64x2.le(variance, f64x2.splat(LARGE_VARIANCE)),
  );
  const near = f64x2.le(squares, f64x2.mul(f64x2.splat(DEPTH_FOUR), f64x2.mul(f64x2.splat(m), variance)));
  const constant = v128.and(f64x2.eq(sum, zero), f64x2.eq(squares, zero));
  const finite = v128.and(f64x2.lt(f64x2.abs(gradients), infinity), f64x2.lt(f64x2.abs(products), infinity));
  return v128.and(finite, v128.or(constant, v128.and(inRange, near)));
}

/** Mean and variance, and the sum of g (x - mean) from that of g (x - shift). False as settleStatistics, and after overflow. */
export function settleGradientSums(at: usize, m: f64, limit: f64): bool {
  const settled = settleStatistics32(at, m, limit) && finiteGradientSums(at);
  const correction = load<f64>(at, record.MEAN) - <f64>load<f32>(at, record.SHIFT);
  const products = load<f64>(at, record.PRODUCTS) - correction * load<f64>(at, record.GRADIENTS);
  store<f64>(at, products, record.PRODUCTS);
  return settled;
}

/** False where float32 sums of g or of g d have overflowed, or hold a NaN. */
export function finiteGradientSums(at: usize): bool {
  return isFinite<f64>(load<f64>(at, record.GRADIENTS)) && isFinite<f64>(load<f64>(at, record.PRODUCTS));
}

/** Moves the shift to the mean just found and clears the sums. False where that mean is no float32 number. */
export function moveShift(at: usize): bool {
  const shift = <f32>load<f64>(at, record.MEAN);
  store<f32>(at, shift, record.SHIFT);
  record.clearSums(at);
  return isFinite<f32>(shift);
}

/** Makes mean and variance of sums about `centre`, which is near the mean or no number. */
export function settleDeviations(at: usize, m: f64, centre: f64): void {
  const correction = load<f64>(at, record.SUM) / m;
  const variance = load<f64>(at, record.SQUARES) / m - correction * correction;
  store<f64>(at, centre + correction, record.MEAN);
  // Rounding may leave a tiny negative number; NaN stays NaN.
  store<f64>(at, variance < 0 ? 0 : variance, record.VARIANCE);
}

/** True where x - mean cannot overflow and a product with `factor` neither overflows nor underflows, but with the number x. */
function narrow(value: f64): bool {
  const size = abs<f64>(value);
  return size == 0 || (size > 7.888609052210118e-31 && size < 1.2676506002282294e30); // 2^-100, 2^100
}

/** The same of two numbers, as a mask. */
@inline export function narrowPair(values: v128): v128 {
  const size = f64x2.abs(values);
  const inside = v128.and(
    f64x2.gt(size, f64x2.splat(7.888609052210118e-31)),
    f64x2.lt(size, f64x2.splat(1.2676506002282294e30)),
  );
  return v128.or(f64x2.eq(size, f64x2.splat(0)), inside);
}

/** Makes the float32 numbers of a forward sweep, from mean, variance, gamma and beta. */
export function prepareForward(call: usize, c: usize, at: usize): void {
  const mean = load<f64>(at, record.MEAN);
  const invStd = 1 / sqrt<f64>(load<f64>(at, record.VARIANCE) + job.epsilon(call));
  const scale = job.entry(job.gamma(call), c, 1) * invStd;
  const offset = job.entry(job.beta(call), c, 0);
  const mean32 = <f32>mean;
  store<f64>(at, scale, record.SCALE);
  store<f64>(at, offset, record.OFFSET);
  store<f32>(at, mean32, record.MEAN32);
  store<f32>(at, <f32>scale, record.SCALE32);
  store<f32>(at, <f32>(offset - (mean - <f64>mean32) * scale), record.OFFSET32);
  store<u32>(at, narrow(mean) && narrow(scale) ? 0 : 1, record.WIDE);
}

/** Makes the numbers of a training gradient of the sums of g and g d. */
export function prepareGradient(call: usize, c: usize, at: usize, m: f64): void {
  const mean = load<f64>(at, record.MEAN);
  const invStd = 1 / sqrt<f64>(load<f64>(at, record.VARIANCE) + job.epsilon(call));
  const scale = job.entry(job.gamma(call), c, 1) * invStd;
  const gradGamma = load<f64>(at, record.PRODUCTS) * invStd;
  const gradBeta = load<f64>(at, record.GRADIENTS);
  const meanGradient = gradBeta / m;
  const slope = (gradGamma / m) * invStd;
  const mean32 = <f32>mean;
  job.put(job.gradGamma(call), c, gradGamma);
  job.put(job.gradBeta(call), c, gradBeta);
  store<f64>(at, scale, record.SCALE);
  store<f64>(at, meanGradient, record.OFFSET);
  store<f64>(at, slope, record.SLOPE);
  store<f32>(at, mean32, record.MEAN32);
  store<f32>(at, <f32>scale, record.SCALE32);
  store<f32>(at, <f32>(meanGradient - (mean - <f64>mean32) * slope), record.OFFSET32);
  store<f32>(at, <f32>slope, record.SLOPE32);
  const fast = narrow(mean) && narrow(scale) && narrow(slope) && narrow(meanGradient);
  store<u32>(at, fast ? 0 : 1, record.WIDE);
}

/** Writes what a training call gives of a channel, once its mean is final. */
export function finishTraining(call: usize, c: usize, at: usize, m: f64): void {
  const mean = load<f64>(at, record.MEAN);
  const variance = load<f64>(at, record.VARIANCE);
  job.put(job.batchMean(call), c, mean);
  job.put(job.batchVariance(call), c, variance);
  job.put(job.invStd(call), c, 1 / sqrt<f64>(variance + job.epsilon(call)));
  const correction = m > 1 ? m / (m - 1) : 1;
  blend(call, job.runningMean(call), job.newRunningMean(call), c, mean);
  blend(call, job.runningVariance(call), job.newRunningVariance(call), c, correction * variance);
}

/** Writes the gradients of gamma and beta of an inference call. */
export function finishInferenceGradient(call: usize, c: usize, at: usize): void {
  const invStd = 1 / sqrt<f64>(load<f64>(at, record.VARIANCE) + job.epsilon(call));
  job.put(job.gradGamma(call), c, load<f64>(at, record.PRODUCTS) * invStd);
  job.put(job.gradBeta(call), c, load<f64>(at, record.GRADIENTS));
}

function blend(call: usize, old: usize, result: usize, c: usize, batch: f64): void {
  if (result == 0) return;
  const before = <f64>load<f32>(old + (c << 2));
  const a = job.factor(call);
  store<f32>(result + (c << 2), <f32>(a == 0 ? before : (1 - a) * before + a * batch));
}

/** Writes the results of a call without a single element. */
export function finishEmpty(call: usize, c: usize): void {
  job.put(job.batchMean(call), c, NaN);
  job.put(job.batchVariance(call), c, NaN);
  job.put(job.invStd(call), c, NaN);
  job.put(job.gradGamma(call), c, 0);
  job.put(job.gradBeta(call), c, 0);
  const mean = job.newRunningMean(call);
  const variance = job.newRunningVariance(call);
  if (mean != 0) store<f32>(mean + (c << 2), load<f32>(job.runningMean(call) + (c << 2)));
  if (variance != 0) store<f32>(variance + (c << 2), load<f32>(job.runningVariance(call) + (c << 2)));
}

/** The running statistics as a channel's mean and variance. */
export function takeRunning(call: usize, c: usize, at: usize): void {
  store<f64>(at, job.entry(job.runningMean(call), c, 0), record.MEAN);
  store<f64>(at, job.entry(job.runningVariance(call), c, 0), record.VARIANCE);
}
