/**
 * The serial work between the channels-last passes where every column is a channel: what rows.ts does channel by channel, done for two
 * at a time, without records. Each function but the last gives false where a channel needs more than that; the work is then done by rows.ts.
 */
import * as record from './channel-record.ts';
import * as job from './job.ts';
import { pair } from './lanes.ts';
import * as tables from './row-tables.ts';
import * as settle from './settle.ts';

/** Where a pair keeps mean and variance between the passes, in the first part's table: the place of the float32 sums. */
const MEAN: usize = 128;
const VARIANCE: usize = 160;

export function everyColumnIsChannel(call: usize): bool {
  return job.inner(call) == 1 && tables.elementsPerRow(call) == 1;
}

@inline function splat(value: f64): v128 {
  return f64x2.splat(value);
}

/** Two numbers of a per-channel vector, or `neutral` where the vector is absent. */
@inline function entries(vector: usize, c: usize, neutral: f64): v128 {
  return vector == 0 ? splat(neutral) : pair(vector + (c << 2));
}

/** Writes two numbers, rounded once. */
@inline function store32(at: usize, values: v128): void {
  v128.store64_lane(at, f32x4.demote_f64x2_zero(values), 0);
}

/** Writes two numbers of a per-channel result where it is wanted. */
@inline function put(vector: usize, c: usize, values: v128): void {
  if (vector != 0) store32(vector + (c << 2), values);
}

/** Sums of two columns over the parts, whose tables lie `partBytes` apart from `at` to `end`. */
@inline function folded(at: usize, end: usize, partBytes: usize): v128 {
  let sum = splat(0);
  for (; at < end; at += partBytes) sum = f64x2.add(sum, v128.load(at));
  return sum;
}

/** Bytes of a part's sums. */
@inline function partBytesOf(call: usize): usize {
  return tables.sums(call, 1) - tables.sums(call, 0);
}

@inline function both(a: v128, b: v128): v128 {
  return v128.and(a, b);
}

@inline function inverseStd(variance: v128, epsilon: v128): v128 {
  return f64x2.div(splat(1), f64x2.sqrt(f64x2.add(variance, epsilon)));
}

/** Writes the float32 parameters of a forward sweep. False where float32 does not reach. */
@inline function prepareForward(call: usize, c: usize, table: usize, mean: v128, variance: v128): bool {
  const invStd = inverseStd(variance, splat(job.epsilon(call)));
  const scale = f64x2.mul(entries(job.gamma(call), c, 1), invStd);
  const mean32 = f32x4.demote_f64x2_zero(mean);
  const lowPart = f64x2.sub(mean, f64x2.promote_low_f32x4(mean32));
  const at = tables.parameter(table, c);
  v128.store64_lane(at, mean32, 0);
  store32(at + 16, scale);
  store32(at + 32, f64x2.sub(entries(job.beta(call), c, 0), f64x2.mul(lowPart, scale)));
  return i64x2.all_true(both(settle.narrowPair(mean), settle.narrowPair(scale)));
}

/** Makes statistics and parameters of a training call of the sums about 0. */
export function settleForward(call: usize): bool {
  const m = <f64>job.outer(call);
  const table = tables.parameters(call);
  const sums = tables.sums(call, 0);
  const end = tables.sums(call, tables.parts(call));
  const partBytes = partBytesOf(call);
  for (let c: usize = 0; c < job.channels(call); c += 2) {
    const kept = tables.sum(sums, c);
    const deviation = f64x2.div(folded(kept, end, partBytes), splat(m));
    const meanSquare = f64x2.div(folded(kept + 32, end, partBytes), splat(m));
    const variance = f64x2.sub(meanSquare, f64x2.mul(deviation, deviation));
    const mean = f64x2.add(splat(0), deviation);
    const positive = f64x2.pmax(variance, splat(0));
    v128.store(kept, mean, MEAN);
    v128.store(kept, positive, VARIANCE);
    if (!i64x2.all_true(settle.settledPair(meanSquare, variance, m))) return false;
    if (!prepareForward(call, c, table, mean, positive)) return false;
  }
  return true;
}

/** Makes the parameters of an inference call. */
export function prepareInference(call: usize): bool {
  const table = tables.parameters(call);
  for (let c: usize = 0; c < job.channels(call); c += 2) {
    const mean = entries(job.runningMean(call), c, 0);
    const variance = entries(job.runningVariance(call), c, 0);
    if (!prepareForward(call, c, table, mean, variance)) return false;
  }
  return true;
}

/** Makes shifts of the sums of `taken` rows that lie in their places. */
export function setShifts(call: usize, taken: usize): void {
  const table = tables.parameters(call);
  for (let c: usize = 0; c < job.channels(call); c += 4) {
    const at = tables.parameter(table, c);
    const mean = f32x4.div(v128.load(at), f32x4.splat(<f32>taken));
    const isFinite = f32x4.lt(f32x4.abs(mean), f32x4.splat(Infinity));
    const shift = v128.and(mean, isFinite);
    v128.store(at, shift);
    const records = job.scratch(call) + c * record.RECORD + record.SHIFT;
    v128.store32_lane(records, shift, 0);
    v128.store32_lane(records + record.RECORD, shift, 1);
    v128.store32_lane(records + 2 * record.RECORD, shift, 2);
    v128.store32_lane(records + 3 * record.RECORD, shift, 3);
  }
}

/** Makes statistics, parameters and the gradients of gamma and beta of the sums about the shifts. */
export function settleGradient(call: usize): bool {
  const m = <f64>job.outer(call);
  const table = tables.parameters(call);
  const sums = tables.sums(call, 0);
  const end = tables.sums(call, tables.parts(call));
  const partBytes = partBytesOf(call);
  const epsilon = splat(job.epsilon(call));
  for (let c: usize = 0; c < job.channels(call); c += 2) {
    const at = tables.parameter(table, c);
    const first = tables.sum(sums, c);
    const sum = folded(first, end, partBytes);
    const squares = folded(first + 32, end, partBytes);
    const gradBeta = folded(first + 64, end, partBytes);
    const deviation = f64x2.div(sum, splat(m));
    const variance = f64x2.sub(f64x2.div(squares, splat(m)), f64x2.mul(deviation, deviation));
    const shift = pair(at);
    const mean = f64x2.add(shift, deviation);
    const correction = f64x2.sub(mean, shift);
    const products = f64x2.sub(folded(first + 96, end, partBytes), f64x2.mul(correction, gradBeta));
    const invStd = inverseStd(f64x2.pmax(variance, splat(0)), epsilon);
    const scale = f64x2.mul(entries(job.gamma(call), c, 1), invStd);
    const gradGamma = f64x2.mul(products, invStd);
    const meanGradient = f64x2.div(gradBeta, splat(m));
    const slope = f64x2.mul(f64x2.div(gradGamma, splat(m)), invStd);
    const mean32 = f32x4.demote_f64x2_zero(mean);
    const lowPart = f64x2.sub(mean, f64x2.promote_low_f32x4(mean32));
    const settled = settle.settledPair32(sum, squares, variance, gradBeta, products, m);
    const narrow = both(
      both(settle.narrowPair(mean), settle.narrowPair(scale)),
      both(settle.narrowPair(slope), settle.narrowPair(meanGradient)),
    );
    if (!i64x2.all_true(both(settled, narrow))) return false;
    put(job.gradGamma(call), c, gradGamma);
    put(job.gradBeta(call), c, gradBeta);
    v128.store64_lane(at, mean32, 0);
    store32(at + 16, scale);
    store32(at + 32, f64x2.sub(meanGradient, f64x2.mul(lowPart, slope)));
    store32(at + 48, slope);
  }
  return true;
}

/** Writes what a training call gives of each channel. */
export function finishTraining(call: usize): void {
  const m = <f64>job.outer(call);
  const correction = splat(m > 1 ? m / (m - 1) : 1);
  const sums = tables.sums(call, 0);
  for (let c: usize = 0; c < job.channels(call); c += 2) {
    const kept = tables.sum(sums, c);
    const mean = v128.load(kept, MEAN);
    const variance = v128.load(kept, VARIANCE);
    put(job.batchMean(call), c, mean);
    put(job.batchVariance(call), c, variance);
    if (job.invStd(call) != 0) put(job.invStd(call), c, inverseStd(variance, splat(job.epsilon(call))));
    blend(call, job.runningMean(call), job.newRunningMean(call), c, mean);
    blend(call, job.runningVariance(call), job.newRunningVariance(call), c, f64x2.mul(correction, variance));
  }
}

@inline function blend(call: usize, old: usize, result: usize, c: usize, batch: v128): void {
  if (result == 0) return;
  const before = pair(old + (c << 2));
  const a = job.factor(call);
  const mixed = f64x2.add(f64x2.mul(splat(1 - a), before), f64x2.mul(splat(a), batch));
  store32(result + (c << 2), a == 0 ? before : mixed);
}
