/** The two passes of the channels-last kernels over one part of the rows: sums, and output. */
import * as job from './job.ts';
import * as forward from './row-apply.ts';
import * as gradients from './row-gradient.ts';
import * as statistics from './row-statistics.ts';
import * as tables from './row-tables.ts';

/** Rows that advance together. */
const STREAMS: usize = 8;

/** The rows of a part. */
@inline function firstRow(call: usize, part: usize): usize {
  return (tables.rows(call) * part) / tables.parts(call);
}

/** Bytes of a tensor of one part that are written before the second pass takes the rows in front of them. */
const CHUNK: usize = 256 * 1024;

const PAGE: usize = 4096;

/**
 * Rows of each stream of a part of `count` rows. Of large tensors a few less than there could be where the streams would else lie nearly a whole
 * number of pages apart: they would come to the ends of their pages at the same time, and their lines would share a set of the first-level cache.
 */
function rowsOfStream(call: usize, count: usize, bytes: usize): usize {
  const most = count / STREAMS;
  if (tables.parts(call) == 1) return most;
  for (let rows = most; rows > most - (most >> 6); rows--) {
    const place = (rows * bytes) & (PAGE - 1);
    if (place >= PAGE >> 3 && place <= PAGE - (PAGE >> 3)) return rows;
  }
  return most;
}

/** First pass over a part: sums, about the shifts where `shifted`. */
export function sumPart(call: usize, part: usize, shifted: bool): void {
  const table = tables.parameters(call);
  const sums = tables.sums(call, part);
  const bytes = tables.columns(call) << 2;
  const count = firstRow(call, part + 1) - firstRow(call, part);
  const toGradient = job.gradOutput(call) - job.input(call);
  const x = job.input(call) + firstRow(call, part) * bytes;
  const end = x + count * bytes;
  memory.fill(sums, 0, (tables.columns(call) >> 2) * tables.SUMS);
  if (job.operation(call) == job.TRAINING) {
    const rows = shifted ? 0 : rowsOfStream(call, count, bytes);
    statistics.rowStatistics(x, rows * bytes, rows, bytes, sums);
    for (let p = x + STREAMS * rows * bytes; p < end; p += bytes) statistics.rowDeviations(p, bytes, table, sums);
  } else {
    const rows = rowsOfStream(call, count, bytes) & ~1;
    gradients.rowGradientSums(x, toGradient, rows * bytes, rows, bytes, table, sums);
    for (let p = x + STREAMS * rows * bytes; p < end; p += bytes) {
      gradients.rowGradientSumsOne(p, toGradient, bytes, table, sums);
    }
  }
}

/**
 * Second pass over a part: output. It goes back from where the first pass ended, since a cache holds what was read last; tensors of several
 * parts, which no second-level cache holds, go back part by part.
 */
export function applyPart(call: usize, part: usize): void {
  const bytes = tables.columns(call) << 2;
  const count = firstRow(call, part + 1) - firstRow(call, part);
  const each = rowsOfStream(call, count, bytes);
  const stride = each * bytes;
  const chunk = tables.parts(call) > 1 ? each : max<usize>(1, CHUNK / max<usize>(1, STREAMS * bytes));
  const x = job.input(call) + firstRow(call, part) * bytes;
  if (job.operation(call) == job.INFERENCE_GRADIENT) {
    memory.fill(tables.sums(call, part), 0, (tables.columns(call) >> 2) * tables.SUMS);
  }
  applyRows(call, part, x + STREAMS * stride, 0, 1, count - STREAMS * each);
  for (let end = each; end > 0; ) {
    const from = end > chunk ? end - chunk : 0;
    applyRows(call, part, x + from * bytes, stride, STREAMS, end - from);
    end = from;
  }
}

/** The second pass over `rows` rows of each of `streams` streams. */
function applyRows(call: usize, part: usize, x: usize, stride: usize, streams: usize, rows: usize): void {
  const table = tables.parameters(call);
  const sums = tables.sums(call, part);
  const bytes = tables.columns(call) << 2;
  const toGradient = job.gradOutput(call) - job.input(call);
  const toOutput = job.output(call) - job.input(call);
  const operation = job.operation(call);
  if (operation == job.TRAINING_GRADIENT) {
    gradients.rowGradient(x, toGradient, toOutput, stride, streams, rows, bytes, table);
  } else if (operation == job.INFERENCE_GRADIENT) {
    gradients.rowInferenceGradient(x, toGradient, toOutput, stride, streams, rows, bytes, table, sums);
  } else {
    forward.rowApply(x, toOutput, stride, streams, rows, bytes, table);
  }
}
