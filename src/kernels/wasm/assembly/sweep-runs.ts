import * as job from './job.ts';
import * as sweepApplies from './sweep-apply.ts';
import * as gradients from './sweep-gradient.ts';
import { sweepDeviations, sweepStatistics } from './sweep-statistics.ts';

/** What a sweep does: see the function of the same name. */
export const STATISTICS: u32 = 0;
export const DEVIATIONS: u32 = 1;
export const APPLY: u32 = 2;
export const APPLY64: u32 = 4;
export const GRADIENT_SUMS: u32 = 5;
export const GRADIENT_SUMS64: u32 = 6;
export const GRADIENT: u32 = 7;
export const GRADIENT64: u32 = 8;
export const INFERENCE_GRADIENT: u32 = 9;
export const INFERENCE_GRADIENT64: u32 = 10;

/**
 * Runs that a sweep advances together: of one tensor or two, and of three for a gradient. The prefetcher of a core follows
 * some 32 pages.
 */
const STREAMS: usize = 8;
const GRADIENT_STREAMS: usize = 4;

@inline export function streamsOf(call: usize): usize {
  return job.operation(call) >= job.TRAINING_GRADIENT ? GRADIENT_STREAMS : STREAMS;
}

/** Centre of a DEVIATIONS sweep. */
let centre: f64 = 0;

export function setCentre(value: f64): void {
  centre = value;
}

/** One sweep over `streams` runs of `length` numbers; `from` is the byte offset of the first from the start of the tensors. */
function sweep(kind: u32, call: usize, from: usize, stride: usize, streams: usize, length: usize, at: usize): void {
  const x = job.input(call) + from;
  const y = job.output(call) + from;
  const toGradient = job.gradOutput(call) - job.input(call);
  const toOutput = y - x;
  switch (kind) {
    case STATISTICS:
      sweepStatistics(x, stride, streams, length, at);
      break;
    case DEVIATIONS:
      sweepDeviations(x, stride, streams, length, at, centre);
      break;
    case APPLY:
      sweepApplies.sweepApply(x, y, stride, streams, length, at);
      break;
    case APPLY64:
      sweepApplies.sweepApply64(x, y, stride, streams, length, at);
      break;
    case GRADIENT_SUMS:
      gradients.sweepGradientSums(x, toGradient, stride, streams, length, at);
      break;
    case GRADIENT_SUMS64:
      gradients.sweepGradientSums64(x, toGradient, stride, streams, length, at);
      break;
    case GRADIENT:
      gradients.sweepGradient(x, toGradient, toOutput, stride, streams, length, at);
      break;
    case GRADIENT64:
      gradients.sweepGradient64(x, toGradient, toOutput, stride, streams, length, at);
      break;
    case INFERENCE_GRADIENT:
      gradients.sweepInferenceGradient(x, toGradient, toOutput, stride, streams, length, at);
      break;
    default:
      gradients.sweepInferenceGradient64(x, toGradient, toOutput, stride, streams, length, at);
  }
}

/** A run that is at least this long is cut into pieces where there are too few runs to advance together. */
const LONG_RUN: usize = 2048;

/** Sweeps the runs of channel c in the batch elements from `first` on, as many as advance together. */
export function sweepChannel(kind: u32, call: usize, c: usize, first: usize, at: usize): void {
  const inner = job.inner(call);
  const stride = (job.channels(call) * inner) << 2;
  const most = streamsOf(call);
  const streams = min(most, job.outer(call) - first);
  const from = first * stride + ((c * inner) << 2);
  if (streams > most / 2 || inner < LONG_RUN) {
    sweep(kind, call, from, stride, streams, inner, at);
    return;
  }
  const piece = (inner / most) & ~31;
  for (let s: usize = 0, run = from; s < streams; s++, run += stride) {
    sweep(kind, call, run, piece << 2, most, piece, at);
    const done = piece * most;
    if (done < inner) sweep(kind, call, run + (done << 2), 0, 1, inner - done, at);
  }
}

/** Sweeps channel c in `count` batch elements, the first `from` bytes into the tensors. */
export function sweepElements(kind: u32, call: usize, c: usize, from: usize, count: usize, at: usize): void {
  const inner = job.inner(call);
  sweep(kind, call, from + ((c * inner) << 2), (job.channels(call) * inner) << 2, count, inner, at);
}

/** Sweeps all of channel c. */
export function sweepWholeChannel(kind: u32, call: usize, c: usize, at: usize): void {
  const most = streamsOf(call);
  for (let first: usize = 0; first < job.outer(call); first += most) sweepChannel(kind, call, c, first, at);
}

/**
 * A float32 number near the channel's mean: the mean of twelve numbers of each of its first eight runs, a third of
 * a run apart, for neighbours in an image resemble each other.
 */
export function sampledMean(call: usize, c: usize): f32 {
  const inner = job.inner(call);
  const stride = (job.channels(call) * inner) << 2;
  const streams = min(STREAMS, job.outer(call));
  const third = (inner / 3) << 2;
  let p = job.input(call) + ((c * inner) << 2);
  if (inner < 12) {
    let few: f32 = 0;
    for (let s: usize = 0; s < streams; s++, p += stride) few += load<f32>(p);
    return few / <f32>streams;
  }
  let sum = f32x4.splat(0);
  for (let s: usize = 0; s < streams; s++, p += stride) {
    const later = f32x4.add(v128.load(p + third), v128.load(p + 2 * third));
    sum = f32x4.add(sum, f32x4.add(v128.load(p), later));
  }
  const lanes = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1);
  return (lanes + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)) / (12 * <f32>streams);
}
