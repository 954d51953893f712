/**
 * Layouts whose channels lie in runs of many numbers: channels-first.
 *
 * A group of neighbouring channels whose data fit the second-level cache is read from memory once: its statistics sweep
 * brings it in, its second sweep finds it there. A group depends on no other, and its size on the shape alone, so the
 * groups may be done in any order by any number of threads.
 */
import * as record from './channel-record.ts';
import * as job from './job.ts';
import * as settle from './settle.ts';
import * as kind from './sweep-runs.ts';

/** Bytes of a group's inputs: with its output it is to fit a second-level cache of 1 MB. */
const GROUP_BYTES: usize = 400 * 1024;

/** Channels of a group. */
export function groupSize(call: usize): usize {
  const tensors: usize = job.operation(call) >= job.TRAINING_GRADIENT ? 2 : 1;
  const bytes = job.outer(call) * job.inner(call) * 4 * tensors;
  return max<usize>(1, min<usize>(job.channels(call), GROUP_BYTES / max<usize>(bytes, 1)));
}

export function groupCount(call: usize): usize {
  const size = groupSize(call);
  return (job.channels(call) + size - 1) / size;
}

export function recordBytes(call: usize): usize {
  return job.channels(call) * record.RECORD;
}

@inline function recordOf(call: usize, c: usize): usize {
  return job.scratch(call) + c * record.RECORD;
}

/** Does the g-th group of channels. */
export function runGroup(call: usize, g: usize): void {
  const size = groupSize(call);
  const from = g * size;
  const to = min(job.channels(call), from + size);
  switch (job.operation(call)) {
    case job.TRAINING:
      trainingGroup(call, from, to);
      break;
    case job.INFERENCE:
      inferenceGroup(call, from, to);
      break;
    case job.TRAINING_GRADIENT:
      gradientGroup(call, from, to);
      break;
    default:
      inferenceGradientGroup(call, from, to);
  }
}

/** Sweeps the channels of a group in the order of the memory. Channels marked wide go by the second kind. */
function sweepGroup(call: usize, from: usize, to: usize, fast: u32, wide: u32): void {
  const most = kind.streamsOf(call);
  for (let first: usize = 0; first < job.outer(call); first += most) {
    for (let c = from; c < to; c++) {
      const at = recordOf(call, c);
      kind.sweepChannel(load<u32>(at, record.WIDE) == 0 ? fast : wide, call, c, first, at);
    }
  }
}

function startChannel(at: usize, shift: f32): void {
  record.clearSums(at);
  store<f32>(at, isFinite<f32>(shift) ? shift : 0, record.SHIFT);
  store<u32>(at, 0, record.WIDE);
}

function elements(call: usize): f64 {
  return <f64>job.outer(call) * <f64>job.inner(call);
}

/** Mean and variance in float64, for what float32 sums cannot hold. Clears the sums. */
function statistics64(call: usize, c: usize, at: usize): void {
  startChannel(at, 0);
  kind.sweepWholeChannel(kind.STATISTICS, call, c, at);
  settle.settleStatistics(at, elements(call));
  refine(call, c, at);
  record.clearSums(at);
}

/** Mean and variance from a float64 sweep about the mean that the record has: the plain function's second pass. */
function refine(call: usize, c: usize, at: usize): void {
  const centre = load<f64>(at, record.MEAN);
  record.clearSums(at);
  kind.setCentre(centre);
  kind.sweepWholeChannel(kind.DEVIATIONS, call, c, at);
  settle.settleDeviations(at, elements(call), centre);
}

function trainingGroup(call: usize, from: usize, to: usize): void {
  const m = elements(call);
  for (let c = from; c < to; c++) startChannel(recordOf(call, c), 0);
  sweepGroup(call, from, to, kind.STATISTICS, kind.STATISTICS);
  for (let c = from; c < to; c++) {
    const at = recordOf(call, c);
    if (!settle.settleStatistics(at, m)) refine(call, c, at);
    settle.prepareForward(call, c, at);
    settle.finishTraining(call, c, at, m);
  }
  sweepGroup(call, from, to, kind.APPLY, kind.APPLY64);
}

function inferenceGroup(call: usize, from: usize, to: usize): void {
  for (let c = from; c < to; c++) {
    const at = recordOf(call, c);
    settle.takeRunning(call, c, at);
    settle.prepareForward(call, c, at);
  }
  sweepGroup(call, from, to, kind.APPLY, kind.APPLY64);
}

function gradientGroup(call: usize, from: usize, to: usize): void {
  const m = elements(call);
  for (let c = from; c < to; c++) startChannel(recordOf(call, c), kind.sampledMean(call, c));
  sweepGroup(call, from, to, kind.GRADIENT_SUMS, kind.GRADIENT_SUMS);
  for (let c = from; c < to; c++) {
    const at = recordOf(call, c);
    let settled = settle.settleGradientSums(at, m, settle.DEPTH_THREE);
    if (!settled && settle.moveShift(at)) {
      kind.sweepWholeChannel(kind.GRADIENT_SUMS, call, c, at);
      settled = settle.settleGradientSums(at, m, settle.DEPTH_THREE);
    }
    if (!settled) {
      statistics64(call, c, at);
      kind.sweepWholeChannel(kind.GRADIENT_SUMS64, call, c, at);
    }
    settle.prepareGradient(call, c, at, m);
  }
  sweepGroup(call, from, to, kind.GRADIENT, kind.GRADIENT64);
}

function inferenceGradientGroup(call: usize, from: usize, to: usize): void {
  for (let c = from; c < to; c++) {
    const at = recordOf(call, c);
    record.clearSums(at);
    settle.takeRunning(call, c, at);
    settle.prepareForward(call, c, at);
    store<f32>(at, load<f32>(at, record.MEAN32), record.SHIFT);
  }
  sweepGroup(call, from, to, kind.INFERENCE_GRADIENT, kind.INFERENCE_GRADIENT64);
  for (let c = from; c < to; c++) {
    const at = recordOf(call, c);
    if (load<u32>(at, record.WIDE) == 1 || !settle.finiteGradientSums(at)) {
      record.clearSums(at);
      kind.sweepWholeChannel(kind.GRADIENT_SUMS64, call, c, at);
    }
    settle.finishInferenceGradient(call, c, at);
  }
}
