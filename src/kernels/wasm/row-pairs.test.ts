import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../../spec/arbitraries/cases.ts';
import { describeCase } from '../../../spec/arbitraries/describe-case.ts';
import type { Case, Values } from '../../../spec/contract.ts';
import { outsideForward } from '../testing/outside-forward.ts';
import { runKernels } from '../typescript/testing/run-kernels.ts';
import { caseOf } from './testing/random-case.ts';
import { wasmBuilds } from './testing/tested-builds.ts';
import { createWasmKernels } from './wasm-kernels.ts';

// Where the number of channels is a multiple of four, channels are settled in pairs unless one of them needs more.
const channels = 16;
const rows = 150;
const spoilt = 5;

const given = caseOf([rows, channels], 1, 31);

function withInput(change: (x: number) => number): Case {
  return { ...given, input: given.input.map((x, at) => (at % channels === spoilt ? change(x) : x)) };
}

const spoiltCases: Readonly<Record<string, Case>> = {
  'a mean far from 0': withInput((x) => x + 2 ** 12),
  'a NaN': withInput((x) => (x > 0.5 ? Number.NaN : x)),
  'numbers too large for float32': withInput((x) => x * 2 ** 110),
  'a gamma too small for float32': {
    ...given,
    gamma: given.gamma!.map((x, c) => (c === spoilt ? 2 ** -120 : x)),
  },
  'a running mean too large for float32': {
    ...given,
    runningMean: given.runningMean.map((x, c) => (c === spoilt ? 2 ** 120 : x)),
  },
};

describe.each(wasmBuilds)('%s', (build) => {
  const kernels = createWasmKernels(build);
  const whole = runKernels(given, kernels);

  test('rows of whole quads stay within the class forward, whatever their conditioning', () => {
    const shapes = fc.record({
      shape: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(4, 8, 12)),
      channelAxis: fc.constant(1),
    });
    for (const one of fc.sample(cases({ shapes, epsilon: 'any' }), { seed: 108, numRuns: 150 }))
      expect(outsideForward(one, [kernels]), describeCase(one)).toEqual([]);
  });

  test.each(Object.entries(spoiltCases))('%s in one channel changes no bit of the others', (_, other) => {
    const results = runKernels(other, kernels);
    for (const [name, values] of Object.entries(whole)) {
      const others = (all: Values) => Array.from(all).filter((_value, at) => at % channels !== spoilt);
      expect(others(results[name as keyof typeof results]!), name).toEqual(others(values!));
    }
    expect(outsideForward(other, [kernels])).toEqual([]);
  });
});
