import { moduleBytes, PAGE, webAssembly } from '../../kernels/wasm/web-assembly.ts';
import type { BenchSource, BenchSubject, Prepared } from '../bench-subject.ts';
import type { BenchOperation, BenchTask } from '../bench-task.ts';
import { timeCalls } from '../time-calls.ts';
import { bareLoopsModule } from './bare-loops-module.ts';

/** Loops over [from, end), in bytes that are multiples of 64. */
interface Loops {
  readonly read: (from: number, end: number) => number;
  readonly move: (from: number, end: number, to: number) => void;
  readonly add: (from: number, end: number, other: number, to: number) => void;
}

/** Tensors side by side in a memory, and the passes over them. */
export interface BarePasses {
  readonly input: Float32Array;
  readonly gradOutput: Float32Array;
  readonly output: Float32Array;
  readonly run: () => void;
}

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
      threads: [1],
      whyNot: () => null,
      prepare: async (task) => prepareLoops(task),
    };
    return [subject];
  },
};

function prepareLoops({ operation, data }: BenchTask): Prepared {
  const passes = barePasses(operation, data.input.length);
  passes.input.set(data.input);
  passes.gradOutput.set(data.gradOutput.subarray(0, passes.gradOutput.length));
  return { result: () => ({}), time: (calls) => timeCalls(calls, passes.run), release: () => {} };
}

/** The passes of an operation over tensors of so many numbers. @throws Error in an engine without WebAssembly. */
export function barePasses(operation: BenchOperation, length: number): BarePasses {
  if (webAssembly === undefined) throw new Error('this engine has no WebAssembly');
  const bytes = 64 * Math.max(1, Math.ceil((4 * length) / 64));
  // Not a multiple of a page apart: a processor that compares low bits of addresses takes a load for one of a store before it.
  const apart = bytes + 17 * 64;
  const pages = Math.ceil((3 * apart) / PAGE);
  const memory = new webAssembly.Memory({ initial: pages, maximum: pages });
  const module = new webAssembly.Module(moduleBytes(bareLoopsModule));
  const { exports } = new webAssembly.Instance(module, { env: { memory } });
  const { read, move, add } = exports as Loops;
  const [input, gradOutput, output] = [0, apart, 2 * apart] as const;
  const runs: Readonly<Record<BenchOperation, () => void>> = {
    training: () => {
      read(input, input + bytes);
      move(input, input + bytes, output);
    },
    inference: () => move(input, input + bytes, output),
    trainingGradient: () => {
      read(input, input + bytes);
      read(gradOutput, gradOutput + bytes);
      add(input, input + bytes, gradOutput, output);
    },
  };
  const tensor = (at: number) => new Float32Array(memory.buffer, at, length);
  return {
    input: tensor(input),
    gradOutput: tensor(gradOutput),
    output: tensor(output),
    run: runs[operation],
  };
}
