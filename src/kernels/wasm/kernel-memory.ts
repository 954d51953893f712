import { layoutOf } from '../../../spec/layout.ts';
import { checkCall, tensorsOf } from './check-call.ts';
import type { Floats } from './floats.ts';
import { JOB_BYTES, jobView, startJob, words } from './job-layout.ts';
import { instantiate } from './kernel-exports.ts';
import { createLinearMemory } from './linear-memory.ts';
import { moduleOf, supportsBuild, type WasmBuild } from './module-of.ts';
import type { AnyCall, CallOf, PreparedCall } from './prepared-call.ts';
import { startThreads } from './threads.ts';
import { MAXIMUM_PAGES, webAssembly } from './web-assembly.ts';

/** Memory for tensors, and the kernels that work on them where they lie. */
export interface KernelMemory {
  readonly build: WasmBuild;
  /** Threads that work on a call, the calling one included. */
  readonly threads: number;
  /** Room for `length` numbers, which are 0. */
  readonly allocate: (length: number) => Floats;
  /** Room for as many numbers, which are those given. */
  readonly copyIn: (values: Float32Array) => Floats;
  readonly free: (floats: Floats) => void;
  /**
   * Makes a call ready, for any number of runs on the same tensors. Running it allocates nothing.
   *
   * @throws RangeError naming the argument, its value and the rule.
   */
  readonly prepare: <O extends keyof CallOf>(operation: O, call: CallOf[O]) => PreparedCall;
  /** Ends the threads. Nothing may be run afterwards. */
  readonly close: () => Promise<void>;
}

export interface KernelMemoryOptions {
  /** The fastest that this engine runs, where it is left out. */
  readonly build?: WasmBuild;
  /** 1 where it is left out. More need shared memory; results do not depend on it. */
  readonly threads?: number;
}

/**
 * Makes a memory for tensors, and the kernels that work on them where they lie.
 *
 * @throws Error where the engine does not support the build, or has no shared memory for several threads.
 */
export function createKernelMemory(options: KernelMemoryOptions = {}): KernelMemory {
  const build = options.build ?? (supportsBuild('relaxed-simd') ? 'relaxed-simd' : 'simd');
  const threads = options.threads ?? 1;
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 256)) {
    throw new RangeError(`threads is ${threads}; it must be a whole number from 1 to 256`);
  }
  const shared = threads > 1;
  const module = moduleOf(build, shared);
  const memory = new webAssembly!.Memory({ initial: 2, maximum: MAXIMUM_PAGES, shared });
  const kernels = instantiate(module, memory);
  const space = createLinearMemory(memory, 64);
  const pool = shared ? startThreads(module, memory, kernels, space.allocate(64), threads - 1) : null;

  const floatsAt = (address: number, length: number): Floats => {
    let view: Float32Array = new Float32Array(memory.buffer, address, length);
    return {
      address,
      length,
      get values() {
        if (view.buffer !== memory.buffer) view = new Float32Array(memory.buffer, address, length);
        return view;
      },
    };
  };
  const allocate = (length: number): Floats => {
    if (!(Number.isInteger(length) && length >= 0)) {
      throw new RangeError(`length is ${length}; it must be a whole number and at least 0`);
    }
    const floats = floatsAt(space.allocate(4 * length), length);
    floats.values.fill(0);
    return floats;
  };

  return {
    build,
    threads,
    allocate,
    copyIn: (values) => {
      const floats = allocate(values.length);
      floats.values.set(values);
      return floats;
    },
    free: (floats) => space.free(floats.address),
    prepare: (operation, given) => {
      const call: AnyCall = given;
      checkCall(call);
      const layout = layoutOf(call.shape, call.channelAxis);
      const at = space.allocate(JOB_BYTES);
      startJob(
        jobView(memory.buffer),
        at,
        operation,
        layout,
        call.epsilon,
        call.exponentialAverageFactor ?? 0,
      );
      const scratch = space.allocate(kernels.scratchBytes(at));
      const { words: all } = jobView(memory.buffer);
      all[at / 4 + words.scratch] = scratch;
      for (const [word, floats] of tensorsOf(call)) all[at / 4 + words[word]] = floats.address;
      return {
        run: pool === null ? () => kernels.run(at) : () => pool.run(at),
        free: () => {
          space.free(at);
          space.free(scratch);
        },
      };
    },
    close: async () => {
      await pool?.close();
    },
  };
}
