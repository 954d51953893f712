/**
 * Tables of the channels-last kernels. A row is one batch element's numbers, or 2 or 4 of them where that makes its
 * length a multiple of four; a column is a place in a row. A quad is four neighbouring columns: one vector.
 *
 * Per quad: PARAMETERS bytes (float32: shift or mean, scale, offset, slope), and in each part SUMS bytes (float64: sums of x
 * or d, of their squares, of g and of g d; then the float32 sums of the first of two rows, or what a pair of channels keeps).
 */
import * as record from './channel-record.ts';
import * as job from './job.ts';

export const PARAMETERS: usize = 64;
export const SUMS: usize = 192;

/** Batch elements that a row holds: 1, 2 or 4. */
export function elementsPerRow(call: usize): usize {
  const numbers = job.channels(call) * job.inner(call);
  return (numbers & 3) == 0 ? 1 : (numbers & 1) == 0 ? 2 : 4;
}

/** Numbers in a row. */
export function columns(call: usize): usize {
  return job.channels(call) * job.inner(call) * elementsPerRow(call);
}

/** Whole rows; fewer than four batch elements may be left over. */
export function rows(call: usize): usize {
  return job.outer(call) / elementsPerRow(call);
}

/** Parts into which the rows are divided: by the shape alone, so that results do not depend on who does which. */
export function parts(call: usize): usize {
  const bytes = (rows(call) * columns(call)) << 2;
  return max<usize>(1, min<usize>(16, min<usize>(bytes >> 19, rows(call) >> 6)));
}

export function parameters(call: usize): usize {
  const records = job.channels(call) * record.RECORD;
  return (job.scratch(call) + records + 63) & ~63;
}

/** The sums of a part. */
export function sums(call: usize, part: usize): usize {
  const quads = columns(call) >> 2;
  return parameters(call) + quads * PARAMETERS + part * quads * SUMS;
}

export function tableBytes(call: usize): usize {
  return sums(call, parts(call)) - job.scratch(call);
}

/** Address of a column in a table of float32 parameters. */
@inline export function parameter(table: usize, column: usize): usize {
  return table + (column >> 2) * PARAMETERS + ((column & 3) << 2);
}

/** Address of a column in a table of sums. */
@inline export function sum(table: usize, column: usize): usize {
  return table + (column >> 2) * SUMS + ((column & 3) << 3);
}
