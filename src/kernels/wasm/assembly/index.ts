/**
 * What the module exports. A call is a sequence of stages: `next` does what must be done by one thread and tells into how
 * many items the stage that follows is divided; each `item` may then be done by any thread. `run` does all by itself.
 */
import * as job from './job.ts';
import { rowApply } from './row-apply.ts';
import { rowGradient, rowGradientSums } from './row-gradient.ts';
import * as pairs from './row-pairs.ts';
import * as passes from './row-passes.ts';
import { rowStatistics } from './row-statistics.ts';
import * as rows from './rows.ts';
import * as tables from './row-tables.ts';
import * as runs from './runs.ts';
import * as settle from './settle.ts';

/** Runs shorter than this go by columns, where there are enough batch elements for it. */
const SHORT_RUN: usize = 16;
const MANY_ELEMENTS: usize = 16;

function byRows(call: usize): bool {
  const inner = job.inner(call);
  return inner == 1 || (inner < SHORT_RUN && job.outer(call) >= MANY_ELEMENTS);
}

/** Bytes of scratch that a call needs, at an address divisible by 64. Only the operation and the sizes are read. */
export function scratchBytes(call: usize): usize {
  return byRows(call) ? tables.tableBytes(call) : runs.recordBytes(call);
}

/** Ends a stage and gives the number of items of the next, 0 where the call is done. */
export function next(call: usize): usize {
  const stage = job.stage(call);
  job.setStage(call, stage + 1);
  if (job.outer(call) * job.inner(call) == 0) {
    for (let c: usize = 0; c < job.channels(call); c++) settle.finishEmpty(call, c);
    return 0;
  }
  return byRows(call) ? nextOfRows(call, stage) : stage == 0 ? runs.groupCount(call) : 0;
}

// Stages of a call that goes by rows: what is to be ended next. Sums are made again where the first shifts were poor.
const START: u32 = 0;
const FIRST_SUMS: u32 = 1;
const SECOND_SUMS: u32 = 2;
const OUTPUT: u32 = 3;
/** The output of a call that has needed no records. */
const OUTPUT_OF_PAIRS: u32 = 4;

function nextOfRows(call: usize, stage: u32): usize {
  switch (stage) {
    case START:
      startRows(call);
      break;
    case OUTPUT:
      rows.finish(call);
      return 0;
    case OUTPUT_OF_PAIRS:
      if (job.operation(call) == job.TRAINING) pairs.finishTraining(call);
      return 0;
    default:
      settleRows(call, stage);
  }
  return tables.parts(call);
}

function startRows(call: usize): void {
  const operation = job.operation(call);
  if (operation == job.TRAINING) rows.startAtZero(call);
  else if (operation == job.TRAINING_GRADIENT) rows.sample(call);
  else if (operation == job.INFERENCE && pairs.everyColumnIsChannel(call) && pairs.prepareInference(call)) {
    job.setStage(call, OUTPUT_OF_PAIRS);
  } else {
    rows.prepare(call);
    job.setStage(call, OUTPUT);
  }
}

function settleRows(call: usize, stage: u32): void {
  if (stage == FIRST_SUMS && pairs.everyColumnIsChannel(call)) {
    const forward = job.operation(call) == job.TRAINING;
    if (forward ? pairs.settleForward(call) : pairs.settleGradient(call)) {
      job.setStage(call, OUTPUT_OF_PAIRS);
      return;
    }
    rows.startRecords(call);
  }
  if (!rows.settleSums(call, stage == SECOND_SUMS)) return;
  rows.prepare(call);
  job.setStage(call, OUTPUT);
}

/** Does one item of a stage. */
export function item(call: usize, index: usize): void {
  if (!byRows(call)) runs.runGroup(call, index);
  // The last parts come first: their data may still be in a cache.
  else if (job.stage(call) >= OUTPUT) passes.applyPart(call, tables.parts(call) - 1 - index);
  else passes.sumPart(call, index, job.stage(call) == SECOND_SUMS);
}

/** Starts a call. */
export function start(call: usize): void {
  job.setStage(call, START);
}

/** Does a call. */
export function run(call: usize): void {
  start(call);
  for (let items = next(call); items != 0; items = next(call)) {
    for (let i: usize = 0; i < items; i++) item(call, i);
  }
}

// Inner loops of the rows, exported so that the optimizer does not put them into their only callers, whose variables would take
// their registers: that costs up to a fifth.
export { rowApply, rowGradient, rowGradientSums, rowStatistics };
