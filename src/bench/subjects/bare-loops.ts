import { withSharedMemory } from '../../kernels/wasm/shared-memory.ts';
import { startThreads, type Threads } from '../../kernels/wasm/threads.ts';
import { type Memory, moduleBytes, PAGE, webAssembly } from '../../kernels/wasm/web-assembly.ts';
import type { BenchSource, BenchSubject, Prepared } from '../bench-subject.ts';
import type { BenchOperation, BenchTask } from '../bench-task.ts';
import { timeCalls } from '../time-calls.ts';
import { bareLoopsModule } from './bare-loops-module.ts';

/** Does a piece of the loop that lies at an address: see bare-loops.wat. */
interface Loops {
  readonly item: (loop: number, index: number) => void;
}

/** The loops by the numbers that the module knows them by. */
const kinds = { read: 0, move: 1, add: 2 } as const;

/** A loop over a tensor: from, other and to are addresses. */
interface Pass {
  readonly kind: keyof typeof kinds;
  readonly from: number;
  readonly other?: number;
  readonly to?: number;
}

/** Tensors side by side in a memory, and the passes over them. */
export interface BarePasses {
  readonly input: Float32Array;
  readonly gradOutput: Float32Array;
  readonly output: Float32Array;
  readonly run: () => void;
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

/** Where the words of a loop lie, and those that the threads wait for. */
const LOOP = 0;
const CONTROL = 64;
const TENSORS = 128;

/** Pieces of a pass that threads share: as many as our kernels have parts of rows. */
const PIECES = 16;

/**
 * What WebAssembly needs for the passes of an operation over memory, in its order, with hardly any arithmetic: training reads the
 * input, then reads it again and writes; inference reads and writes; the gradient reads two tensors, then reads both again and
 * writes. The copy is an instruction of the machine instead, which may write past the caches.
 */
export const bareLoopsSource: BenchSource = {
  names: ['loops'],
  open: async () => {
    const subject: BenchSubject = {
      name: 'loops',
      kind: 'copy',
      version: null,
      threads: [1, 2],
      whyNot: () => null,
      prepare: async (task, threads) => prepareLoops(task, threads),
    };
    return [subject];
  },
};

function prepareLoops({ operation, data }: BenchTask, threads: number): Prepared {
  const passes = barePasses(operation, data.input.length, threads);
  passes.input.set(data.input);
  passes.gradOutput.set(data.gradOutput.subarray(0, passes.gradOutput.length));
  return { result: () => ({}), time: (calls) => timeCalls(calls, passes.run), release: passes.close };
}

/** The passes of an operation over tensors of so many numbers. @throws Error in an engine without WebAssembly. */
export function barePasses(operation: BenchOperation, length: number, threads = 1): BarePasses {
  if (webAssembly === undefined) throw new Error('this engine has no WebAssembly');
  const bytes = 64 * Math.max(1, Math.ceil((4 * length) / 64));
  // Not a multiple of a page apart: a processor that compares low bits of addresses takes a load for one of a store before it.
  const apart = bytes + 17 * 64;
  const pages = Math.ceil((TENSORS + 3 * apart) / PAGE);
  const shared = threads > 1;
  const memory = new webAssembly.Memory({ initial: pages, maximum: pages, shared });
  const binary = moduleBytes(bareLoopsModule);
  const module = new webAssembly.Module(shared ? withSharedMemory(binary) : binary);
  const { exports } = new webAssembly.Instance(module, { env: { memory } });
  const [input, gradOutput, output] = [TENSORS, TENSORS + apart, TENSORS + 2 * apart] as const;
  const passes: Readonly<Record<BenchOperation, readonly Pass[]>> = {
    training: [
      { kind: 'read', from: input },
      { kind: 'move', from: input, to: output },
    ],
    inference: [{ kind: 'move', from: input, to: output }],
    trainingGradient: [
      { kind: 'read', from: input },
      { kind: 'read', from: gradOutput },
      { kind: 'add', from: input, other: gradOutput, to: output },
    ],
  };
  const stages = stagesOf(memory, exports as Loops, passes[operation], bytes, shared ? PIECES : 1);
  const pool: Threads | null = shared ? startThreads(module, memory, stages, CONTROL, threads - 1) : null;
  const tensor = (at: number) => new Float32Array(memory.buffer, at, length);
  return {
    input: tensor(input),
    gradOutput: tensor(gradOutput),
    output: tensor(output),
    run: () => {
      if (pool !== null) return pool.run(LOOP);
      stages.start();
      while (stages.next() > 0) stages.item(LOOP, 0);
    },
    close: async () => {
      await pool?.close();
    },
  };
}

/** Passes as stages of so many pieces. */
function stagesOf(memory: Memory, { item }: Loops, passes: readonly Pass[], bytes: number, pieces: number) {
  const words = new Uint32Array(memory.buffer, LOOP, 6);
  const piece = 64 * Math.ceil(bytes / 64 / pieces);
  let done = 0;
  return {
    start: () => {
      done = 0;
    },
    next: () => {
      const pass = passes[done++];
      if (pass === undefined) return 0;
      const { kind, from, other = 0, to = 0 } = pass;
      words.set([kinds[kind], from, from + bytes, other, to, piece]);
      return Math.ceil(bytes / piece);
    },
    item,
  };
}
