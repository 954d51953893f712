/** What the page of wasm-subjects.browser.test.ts offers to the test; bundled for the browser, so nothing here may need Node. */

import { referenceOracle } from '../../../reference/batch-norm.ts';
import { properties } from '../../../spec/properties.ts';
import { check } from '../../harness/check.ts';
import { tiers } from '../../harness/tiers.ts';
import { createKernelMemory, createKernels, supportedBuilds } from '../../kernels/index.ts';
import { kernelBits, memoryBits } from '../../kernels/wasm/testing/kernel-bits.ts';
import { wasmSimdSubject, wasmSubject } from '../wasm-subjects.ts';

const subjects = { wasm: wasmSubject, 'wasm-simd': wasmSimdSubject };

const page = {
  supportedBuilds,
  kernelBits: (build: 'relaxed-simd' | 'simd' | 'typescript') => kernelBits(createKernels(build)),
  memoryBits: async (build: 'relaxed-simd' | 'simd', threads: number) => {
    const memory = createKernelMemory({ build, threads });
    // The workers of a page start once its script pauses: without this the first calls would do everything alone.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const bits = memoryBits(memory);
    await memory.close();
    return bits;
  },
  check: async (name: keyof typeof subjects, seed: number) => {
    const { conformant, grade } = await check(subjects[name](), {
      tier: tiers.smoke,
      seed,
      timeoutMs: 10_000,
      properties,
      oracle: referenceOracle,
      exactOracle: referenceOracle,
      recorded: [],
    });
    return { conformant, grade };
  },
};

export type Page = typeof page;

Object.assign(globalThis, { bncheckPage: page });
