import type { Layout } from '../../../spec/layout.ts';
import { type JobView, jobView, type KernelOperation, startJob, words } from './job-layout.ts';
import { instantiate } from './kernel-exports.ts';
import { moduleOf, type WasmBuild } from './module-of.ts';
import { MAXIMUM_PAGES, PAGE, webAssembly } from './web-assembly.ts';

/** Memory for one call at a time, whose arguments are copied in and whose results are copied out. */
export interface CallSpace {
  /** Starts a call; `tensors` is how many arrays of the input's size it needs room for. */
  readonly start: (operation: KernelOperation, layout: Layout, tensors: number, numbers: Numbers) => void;
  /** Copies an argument in. */
  readonly give: (word: Word, values: Float32Array | null) => void;
  /** Makes room for a result. */
  readonly want: (word: Word, length: number) => void;
  readonly run: () => void;
  /** A copy of a result. */
  readonly take: (word: Word, length: number) => Float32Array;
}

interface Numbers {
  readonly epsilon: number;
  readonly factor: number;
}

type Word = keyof typeof words;

/** The job lies here: address 0 would mean "absent". */
const JOB = 64;
const WORDS = JOB / 4;

/** Vectors of one entry per channel that a call may need, at most. */
const VECTORS = 12;

/** Arrays start on lines of the cache. */
const LINE = 64;

/** Makes a space with a memory of its own, which grows with the largest call. */
export function createCallSpace(build: WasmBuild): CallSpace {
  const memory = new webAssembly!.Memory({ initial: 2, maximum: MAXIMUM_PAGES });
  const kernels = instantiate(moduleOf(build, false), memory);
  let size = 0;
  let floats: Float32Array;
  let view: JobView;
  let top = 0;

  const refresh = () => {
    size = memory.buffer.byteLength;
    floats = new Float32Array(memory.buffer);
    view = jobView(memory.buffer);
  };
  refresh();
  const room = (bytes: number) => {
    if (bytes <= size) return;
    memory.grow(Math.ceil((bytes - size) / PAGE));
    refresh();
  };
  const reserve = (bytes: number): number => {
    const at = top;
    top += Math.ceil(bytes / LINE) * LINE;
    return at;
  };

  return {
    start: (operation, layout, tensors, { epsilon, factor }) => {
      startJob(view, JOB, operation, layout, epsilon, factor);
      const scratch = kernels.scratchBytes(JOB);
      const arrays = 4 * layout.channels * (tensors * layout.m + VECTORS);
      top = JOB + 2 * LINE;
      room(top + scratch + arrays + (tensors + VECTORS + 1) * LINE);
      view.words[WORDS + words.scratch] = reserve(scratch);
    },
    give: (word, values) => {
      if (values === null) return;
      const at = reserve(4 * values.length);
      floats.set(values, at / 4);
      view.words[WORDS + words[word]] = at;
    },
    want: (word, length) => {
      view.words[WORDS + words[word]] = reserve(4 * length);
    },
    run: () => kernels.run(JOB),
    take: (word, length) => {
      const from = view.words[WORDS + words[word]]! / 4;
      return floats.slice(from, from + length);
    },
  };
}
