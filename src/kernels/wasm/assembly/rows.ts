/**
 * Layouts whose channels lie side by side: channels-last, (N, C), and short runs, whose every place is a column of its
 * own. Two passes in the order of the memory (row-passes.ts), each divided into parts; here is the serial work before, between
 * and after them, which folds columns into channels.
 */
import * as record from './channel-record.ts';
import * as job from './job.ts';
import * as pairs from './row-pairs.ts';
import { rowSample } from './row-statistics.ts';
import * as tables from './row-tables.ts';
import * as settle from './settle.ts';
import * as kind from './sweep-runs.ts';

/** Rows from which the shifts are made. */
const SAMPLED_ROWS: usize = 128;

@inline function recordOf(call: usize, c: usize): usize {
  return job.scratch(call) + c * record.RECORD;
}

function elements(call: usize): f64 {
  return <f64>job.outer(call) * <f64>job.inner(call);
}

/** Bytes from the start of a tensor to the batch elements that fill no row. */
function wholeRowBytes(call: usize): usize {
  return (tables.rows(call) * tables.columns(call)) << 2;
}

/** Batch elements that fill no row. */
@inline function restOf(call: usize): usize {
  return job.outer(call) % tables.elementsPerRow(call);
}

/** Sweeps channel c through the batch elements that fill no row. */
function sweepRest(what: u32, call: usize, c: usize): void {
  kind.sweepElements(what, call, c, wholeRowBytes(call), restOf(call), recordOf(call, c));
}

/** Sweeps channel c through the whole tensor, number by number. */
function sweepAll(what: u32, call: usize, c: usize): void {
  kind.sweepElements(what, call, c, 0, job.outer(call), recordOf(call, c));
}

/** Writes a parameter of channel c, of the given place in a quad's, to all of the channel's columns. */
function spread(call: usize, c: usize, place: usize, value: f32): void {
  const table = tables.parameters(call) + place;
  const inner = job.inner(call);
  const numbers = job.channels(call) * inner;
  const columns = tables.columns(call);
  for (let k = c * inner; k < columns; k += numbers) {
    for (let i = k; i < k + inner; i++) store<f32>(tables.parameter(table, i), value);
  }
}

/** Writes the four parameters of a sweep of channel c to all of the channel's columns. */
function spreadAll(call: usize, c: usize, at: usize): void {
  const table = tables.parameters(call);
  const inner = job.inner(call);
  const numbers = job.channels(call) * inner;
  const columns = tables.columns(call);
  const mean = load<f32>(at, record.MEAN32);
  const scale = load<f32>(at, record.SCALE32);
  const offset = load<f32>(at, record.OFFSET32);
  const slope = load<f32>(at, record.SLOPE32);
  for (let k = c * inner; k < columns; k += numbers) {
    for (let i = k; i < k + inner; i++) {
      const column = tables.parameter(table, i);
      store<f32>(column, mean);
      store<f32>(column, scale, 16);
      store<f32>(column, offset, 32);
      store<f32>(column, slope, 48);
    }
  }
}

/** Chooses the shift of every channel: the mean of rows spread over the tensor. */
export function sample(call: usize): void {
  const rows = tables.rows(call);
  const bytes = tables.columns(call) << 2;
  const table = tables.parameters(call);
  const taken = min(rows, SAMPLED_ROWS);
  clearTable(call);
  for (let r: usize = 0; r < taken; r++) {
    rowSample(job.input(call) + ((r * rows) / taken) * bytes, bytes, table);
  }
  if (pairs.everyColumnIsChannel(call)) {
    pairs.setShifts(call, taken);
    return;
  }
  const inner = job.inner(call);
  const numbers = job.channels(call) * inner;
  for (let c: usize = 0; c < job.channels(call); c++) {
    let sum: f32 = 0;
    for (let k = c * inner; k < tables.columns(call); k += numbers) {
      for (let i = k; i < k + inner; i++) sum += load<f32>(tables.parameter(table, i));
    }
    const mean = sum / <f32>(<f32>taken * <f32>inner * <f32>tables.elementsPerRow(call));
    setShift(call, c, taken == 0 ? load<f32>(job.input(call) + ((c * inner) << 2)) : mean);
  }
}

function setShift(call: usize, c: usize, value: f32): void {
  const shift: f32 = isFinite<f32>(value) ? value : 0;
  startChannel(recordOf(call, c), shift);
  spread(call, c, 0, shift);
}

/** Starts the records of a call that has gone without them, its sums being about 0 or the sampled shifts. */
export function startRecords(call: usize): void {
  const forward = job.operation(call) == job.TRAINING;
  for (let c: usize = 0; c < job.channels(call); c++) {
    const at = recordOf(call, c);
    startChannel(at, forward ? 0 : load<f32>(at, record.SHIFT));
  }
}

/** Starts the sums of training about 0. */
export function startAtZero(call: usize): void {
  clearTable(call);
  if (pairs.everyColumnIsChannel(call)) return;
  for (let c: usize = 0; c < job.channels(call); c++) startChannel(recordOf(call, c), 0);
}

function clearTable(call: usize): void {
  memory.fill(tables.parameters(call), 0, (tables.columns(call) >> 2) * tables.PARAMETERS);
}

function startChannel(at: usize, shift: f32): void {
  record.clearSums(at);
  store<u32>(at, 0, record.WIDE);
  store<f32>(at, shift, record.SHIFT);
}

/** Adds two sums of all columns and parts, `from` bytes into a quad's and 32 further, to two neighbours in the channels' records. */
function fold(call: usize, from: usize, to: usize): void {
  const inner = job.inner(call);
  const columns = tables.columns(call);
  const records = recordOf(call, 0) + to;
  const end = recordOf(call, job.channels(call)) + to;
  const parts = tables.parts(call);
  for (let part: usize = 0; part < parts; part++) {
    const sums = tables.sums(call, part) + from;
    let k: usize = 0;
    while (k < columns) {
      for (let at = records; at < end; at += record.RECORD) {
        let first = load<f64>(at);
        let second = load<f64>(at, 8);
        for (const stop = k + inner; k < stop; k++) {
          const sum = tables.sum(sums, k);
          first += load<f64>(sum);
          second += load<f64>(sum, 32);
        }
        store<f64>(at, first);
        store<f64>(at, second, 8);
      }
    }
  }
}

/** Makes statistics of the sums of the first pass. False where it has to be done again, with better shifts. */
export function settleSums(call: usize, again: bool): bool {
  const m = elements(call);
  const forward = job.operation(call) == job.TRAINING;
  const channels = job.channels(call);
  const rest = restOf(call) != 0;
  fold(call, 0, record.SUM);
  if (!forward) fold(call, 64, record.GRADIENTS);
  let unsettled: usize = 0;
  for (let c: usize = 0; c < channels; c++) {
    const at = recordOf(call, c);
    if (rest) {
      kind.setCentre(<f64>load<f32>(at, record.SHIFT));
      sweepRest(forward ? kind.DEVIATIONS : kind.GRADIENT_SUMS, call, c);
    }
    const settled = forward ? settle.settleStatistics(at, m) : settle.settleGradientSums(at, m, settle.DEPTH_FOUR);
    store<u32>(at, settled ? 1 : 0, record.SETTLED);
    if (!settled && isFinite<f32>(<f32>load<f64>(at, record.MEAN))) unsettled++;
  }
  // Few channels are taken one by one in float64, which reads a line of memory for each of their numbers.
  if (again || unsettled * 8 <= channels) {
    for (let c: usize = 0; c < channels; c++) {
      if (load<u32>(recordOf(call, c), record.SETTLED) == 0) sums64(call, c);
    }
    return true;
  }
  // A shift rounds the differences, which only a mean far from 0 forgives: the others keep theirs.
  for (let c: usize = 0; c < channels; c++) {
    const at = recordOf(call, c);
    const settled = load<u32>(at, record.SETTLED) == 1;
    setShift(call, c, settled ? load<f32>(at, record.SHIFT) : <f32>load<f64>(at, record.MEAN));
  }
  return false;
}

/** Statistics of a channel, and sums of its gradients, in float64. */
function sums64(call: usize, c: usize): void {
  const at = recordOf(call, c);
  const m = elements(call);
  record.clearSums(at);
  sweepAll(kind.STATISTICS, call, c);
  const rough = load<f64>(at, record.SUM) / m;
  record.clearSums(at);
  kind.setCentre(rough);
  sweepAll(kind.DEVIATIONS, call, c);
  settle.settleDeviations(at, m, rough);
  record.clearSums(at);
  if (job.operation(call) == job.TRAINING_GRADIENT) sweepAll(kind.GRADIENT_SUMS64, call, c);
}

/** Fills the tables for the second pass. */
export function prepare(call: usize): void {
  const operation = job.operation(call);
  const m = elements(call);
  for (let c: usize = 0; c < job.channels(call); c++) {
    const at = recordOf(call, c);
    if (operation == job.INFERENCE || operation == job.INFERENCE_GRADIENT) settle.takeRunning(call, c, at);
    if (operation == job.TRAINING_GRADIENT) settle.prepareGradient(call, c, at, m);
    else settle.prepareForward(call, c, at);
    record.clearSums(at);
    store<f32>(at, load<f32>(at, record.MEAN32), record.SHIFT);
    if (inPlace(call) && load<u32>(at, record.WIDE) == 1) {
      // What the float64 sweep has written is then only copied by the second pass.
      sweepAll(kind.APPLY64, call, c);
      store<f32>(at, 0, record.MEAN32);
      store<f32>(at, 1, record.SCALE32);
      store<f32>(at, -0.0, record.OFFSET32);
    }
    spreadAll(call, c, at);
  }
}

function inPlace(call: usize): bool {
  return job.output(call) == job.input(call);
}

/** What remains after the second pass: wide channels, elements that fill no row, and the results per channel. */
export function finish(call: usize): void {
  const operation = job.operation(call);
  const m = elements(call);
  const rest = restOf(call) != 0;
  if (operation == job.INFERENCE_GRADIENT) fold(call, 64, record.GRADIENTS);
  for (let c: usize = 0; c < job.channels(call); c++) {
    const at = recordOf(call, c);
    const wide = load<u32>(at, record.WIDE) == 1;
    if (wide && !inPlace(call)) sweepAll(wideKind(operation), call, c);
    if (!wide && rest) sweepRest(fastKind(operation), call, c);
    if (operation == job.INFERENCE_GRADIENT) {
      if (wide || !settle.finiteGradientSums(at)) {
        record.clearSums(at);
        sweepAll(kind.GRADIENT_SUMS64, call, c);
      }
      settle.finishInferenceGradient(call, c, at);
    }
    if (operation == job.TRAINING) settle.finishTraining(call, c, at, m);
  }
}

function fastKind(operation: u32): u32 {
  if (operation == job.TRAINING_GRADIENT) return kind.GRADIENT;
  if (operation == job.INFERENCE_GRADIENT) return kind.INFERENCE_GRADIENT;
  return kind.APPLY;
}

function wideKind(operation: u32): u32 {
  if (operation == job.TRAINING_GRADIENT) return kind.GRADIENT64;
  if (operation == job.INFERENCE_GRADIENT) return kind.INFERENCE_GRADIENT64;
  return kind.APPLY64;
}
