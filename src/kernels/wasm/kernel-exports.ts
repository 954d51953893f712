import { type Memory, type Module, webAssembly } from './web-assembly.ts';

/** What the module exports; see assembly/index.ts. Arguments are addresses. */
export interface KernelExports {
  readonly scratchBytes: (call: number) => number;
  readonly run: (call: number) => void;
  readonly start: (call: number) => void;
  readonly next: (call: number) => number;
  readonly item: (call: number, index: number) => void;
}

/** Joins a module and a memory. */
export function instantiate(module: Module, memory: Memory): KernelExports {
  const { exports } = new webAssembly!.Instance(module, { env: { memory } });
  return exports as KernelExports;
}
