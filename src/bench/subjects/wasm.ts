import { createKernelMemory, type KernelMemory, supportedBuilds } from '../../kernels/index.ts';
import type { WasmBuild } from '../../kernels/wasm/module-of.ts';
import type { BenchSource, BenchSubject, Prepared } from '../bench-subject.ts';
import type { BenchTask } from '../bench-task.ts';
import { timeCalls } from '../time-calls.ts';

/**
 * The kernels in WebAssembly on tensors that live in their memory, called again and again; and the copy, in the memory of the kernels of
 * one thread: what the same bytes cost without arithmetic.
 */
export const wasmSource: BenchSource = {
  names: ['copy', 'builtin:wasm', 'builtin:wasm:simd'],
  open: async () => {
    const builds = supportedBuilds().filter((build) => build !== 'typescript');
    const [best] = builds;
    if (best === undefined) throw new Error('this engine has no WebAssembly with SIMD');
    const memory = createKernelMemory({ build: best });
    const subjects = [copySubject(memory), wasmSubject('builtin:wasm', best, [1, 2], memory)];
    if (best === 'simd') return subjects;
    return [
      ...subjects,
      wasmSubject('builtin:wasm:simd', 'simd', [1], createKernelMemory({ build: 'simd' })),
    ];
  },
};

/** For a gradient, which reads two tensors and writes one, it is still the copy of one. */
function copySubject(memory: KernelMemory): BenchSubject {
  const prepare = async ({ data }: BenchTask): Promise<Prepared> => {
    const from = memory.copyIn(data.input);
    const to = memory.allocate(data.input.length);
    return {
      result: () => ({}),
      time: (calls) => {
        // Taken anew for each sample: the memory may have grown.
        const [source, target] = [from.values, to.values];
        return timeCalls(calls, () => target.set(source));
      },
      release: () => {
        memory.free(from);
        memory.free(to);
      },
    };
  };
  return { name: 'copy', kind: 'copy', version: null, threads: [1], whyNot: () => null, prepare };
}

function wasmSubject(
  name: string,
  build: WasmBuild,
  threads: readonly number[],
  single: KernelMemory,
): BenchSubject {
  const memories = new Map([[1, single]]);
  const memoryFor = (count: number): KernelMemory => {
    const memory = memories.get(count) ?? createKernelMemory({ build, threads: count });
    memories.set(count, memory);
    return memory;
  };
  return {
    name,
    kind: 'ours',
    version: build,
    threads,
    whyNot: () => null,
    prepare: async (task, count) => prepareWasm(memoryFor(count), task),
    close: async () => {
      for (const memory of memories.values()) await memory.close();
    },
  };
}

function prepareWasm(memory: KernelMemory, { operation, data }: BenchTask): Prepared {
  const isGradient = operation === 'trainingGradient';
  const { tensorShape: shape, channelAxis, epsilon, exponentialAverageFactor } = data;
  const channels = data.gamma.length;
  const given = {
    input: memory.copyIn(data.input),
    gamma: memory.copyIn(data.gamma),
    beta: memory.copyIn(data.beta),
    runningMean: memory.copyIn(data.runningMean),
    runningVariance: memory.copyIn(data.runningVariance),
  };
  const gradOutput = memory.copyIn(isGradient ? data.gradOutput : new Float32Array(0));
  const large = memory.allocate(data.input.length);
  const gradGamma = memory.allocate(channels);
  const gradBeta = memory.allocate(channels);
  const sizes = { shape, channelAxis, epsilon };
  const prepareCall = () => {
    switch (operation) {
      case 'training':
        return memory.prepare(operation, { ...sizes, ...given, exponentialAverageFactor, output: large });
      case 'inference':
        return memory.prepare(operation, { ...sizes, ...given, output: large });
      case 'trainingGradient':
        return memory.prepare(operation, {
          ...sizes,
          input: given.input,
          gamma: given.gamma,
          gradOutput,
          gradInput: large,
          gradGamma,
          gradBeta,
        });
    }
  };
  const call = prepareCall();
  return {
    result: () => {
      call.run();
      if (!isGradient) return { output: large.values };
      return { gradInput: large.values, gradGamma: gradGamma.values, gradBeta: gradBeta.values };
    },
    time: (calls) => timeCalls(calls, call.run),
    release: () => {
      call.free();
      for (const floats of [...Object.values(given), gradOutput, large, gradGamma, gradBeta])
        memory.free(floats);
    },
  };
}
