import type { KernelExports } from './kernel-exports.ts';
import type { Memory, Module } from './web-assembly.ts';
import { startWorker } from './worker-source.ts';

/** What threads do: the calling one begins and divides, all do items. The module exports the same `item`. */
export type Stages = Pick<KernelExports, 'start' | 'next' | 'item'>;

/** Threads beside the calling one. */
export interface Threads {
  /** Does a call, together with them. Results are those of one thread, bit by bit. */
  readonly run: (call: number) => void;
  readonly close: () => Promise<void>;
}

/** Words of the control block, which the workers read too: see worker-source.ts. */
const GENERATION = 0;
const REMAINING = 1;
const FINISHED = 2;
const CALL = 3;
const ITEMS = 4;

/** What the generation becomes when the threads are to end. */
const END = -1;

/**
 * Starts threads that wait for calls.
 *
 * A stage of a call has independent items, numbered from 0. Whoever is free counts `remaining` down and does the item of
 * that number, so no number is done twice, and a thread that wakes up late finds nothing to do, which harms nothing. Which
 * thread does an item changes no result: items and their order of summation are fixed by the shape.
 */
export function startThreads(
  module: Module,
  memory: Memory,
  kernels: Stages,
  control: number,
  workers: number,
): Threads {
  const words = new Int32Array(memory.buffer, control, 16);
  words.fill(0);
  const running = Array.from({ length: workers }, () => startWorker({ module, memory, control }));
  let generation = 0;

  const stage = (call: number, items: number) => {
    Atomics.store(words, FINISHED, 0);
    Atomics.store(words, CALL, call);
    Atomics.store(words, ITEMS, items);
    Atomics.store(words, REMAINING, items);
    generation = (generation + 1) & 0x3fffffff;
    Atomics.store(words, GENERATION, generation);
    Atomics.notify(words, GENERATION);
    for (let left = Atomics.sub(words, REMAINING, 1); left > 0; left = Atomics.sub(words, REMAINING, 1)) {
      kernels.item(call, items - left);
      Atomics.add(words, FINISHED, 1);
    }
    // The others have at most one item each to end: too short to sleep, and a page's main thread must not.
    while (Atomics.load(words, FINISHED) < items);
  };

  return {
    run: (call) => {
      kernels.start(call);
      for (let items = kernels.next(call); items > 0; items = kernels.next(call)) {
        if (items === 1) kernels.item(call, 0);
        else stage(call, items);
      }
    },
    close: async () => {
      Atomics.store(words, GENERATION, END);
      Atomics.notify(words, GENERATION);
      await Promise.all(running.map((stop) => stop()));
    },
  };
}
