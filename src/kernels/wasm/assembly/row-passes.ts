/** The two passes of the channels-last kernels over one part of the rows: sums, and output. */
import * as job from './job.ts';
import * as kernels from './row-kernels.ts';
import * as tables from './row-tables.ts';

/** Rows that advance together. */
const STREAMS: usize = 8;

/** The rows of a part. */
@inline function firstRow(call: usize, part: usize): usize {
  return (tables.rows(call) * part) / tables.parts(call);
}

/** First pass over a part: sums, about the shifts where `shifted`. */
export function sumPart(call: usize, part: usize, shifted: bool): void {
  const table = tables.parameters(call);
  const sums = tables.sums(call, part);
  const bytes = tables.columns(call) << 2;
  const count = firstRow(call, part + 1) - firstRow(call, part);
  const stride = (count / STREAMS) * bytes;
  const toGradient = job.gradOutput(call) - job.input(call);
  const forward = job.operation(call) == job.TRAINING;
  memory.fill(sums, 0, (tables.columns(call) >> 2) * tables.SUMS);
  let x = job.input(call) + firstRow(call, part) * bytes;
  const end = x + count * bytes;
  if (!forward) kernels.rowGradientSums(x, toGradient, stride, count / STREAMS, bytes, table, sums);
  else if (!shifted) kernels.rowStatistics(x, stride, count / STREAMS, bytes, sums);
  if (!forward || !shifted) x += STREAMS * stride;
  for (; x < end; x += bytes) {
    if (forward) kernels.rowDeviations(x, bytes, table, sums);
    else kernels.rowGradientSumsOne(x, toGradient, bytes, table, sums);
  }
}

/** Second pass over a part: output. */
export function applyPart(call: usize, part: usize): void {
  const table = tables.parameters(call);
  const sums = tables.sums(call, part);
  const bytes = tables.columns(call) << 2;
  const count = firstRow(call, part + 1) - firstRow(call, part);
  const each = count / STREAMS;
  const stride = each * bytes;
  const toGradient = job.gradOutput(call) - job.input(call);
  const toOutput = job.output(call) - job.input(call);
  const operation = job.operation(call);
  const x = job.input(call) + firstRow(call, part) * bytes;
  const rest = x + STREAMS * stride;
  const single = count - STREAMS * each;
  if (operation == job.TRAINING_GRADIENT) {
    kernels.rowGradient(x, toGradient, toOutput, stride, STREAMS, each, bytes, table);
    kernels.rowGradient(rest, toGradient, toOutput, 0, 1, single, bytes, table);
  } else if (operation == job.INFERENCE_GRADIENT) {
    memory.fill(sums, 0, (tables.columns(call) >> 2) * tables.SUMS);
    kernels.rowInferenceGradient(x, toGradient, toOutput, stride, STREAMS, each, bytes, table, sums);
    kernels.rowInferenceGradient(rest, toGradient, toOutput, 0, 1, single, bytes, table, sums);
  } else {
    kernels.rowApply(x, toOutput, stride, each, bytes, table);
    for (let p = rest; p < rest + single * bytes; p += bytes) kernels.rowApplyOne(p, toOutput, bytes, table);
  }
}
