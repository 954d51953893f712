import { availableParallelism } from 'node:os';
import { supportedBuilds } from '../kernels/index.ts';

/** What a run's ratios may depend on, without naming the machine. */
export interface Provenance {
  readonly node: string;
  /** Cores that this process may use. */
  readonly cores: number;
  /** Builds of the WebAssembly kernels that the engine runs, the fastest first. */
  readonly wasm: readonly string[];
}

/** Of this process. */
export function provenance(): Provenance {
  return {
    node: process.versions.node,
    cores: availableParallelism(),
    wasm: supportedBuilds().filter((build) => build !== 'typescript'),
  };
}
