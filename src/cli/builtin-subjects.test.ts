import { expect, test } from 'vitest';
import type { SequenceRequest, SequenceResult } from '../../spec/contract.ts';
import { builtinSubjects } from './builtin-list.ts';

for (const { name, create } of builtinSubjects) {
  test(`${name} as a layer takes one step after another`, async () => {
    const { dtype, run } = create();
    const values = (...numbers: readonly number[]) =>
      dtype === 'float32' ? Float32Array.from(numbers) : Float64Array.from(numbers);
    const input = { shape: [2, 1], data: values(1, 3) };
    const request: SequenceRequest = {
      operation: 'sequence',
      gamma: null,
      beta: null,
      runningMean: values(0),
      runningVariance: values(0),
      epsilon: 3,
      channelAxis: 1,
      exponentialAverageFactor: 0.5,
      steps: [
        { call: 'training', input },
        { call: 'gradient', gradOutput: { shape: [2, 1], data: values(1, 1) } },
        { call: 'setState', runningMean: values(1), runningVariance: values(1) },
        { call: 'inference', input },
        { call: 'gradient', gradOutput: { shape: [2, 1], data: values(1, 4) } },
        { call: 'getState' },
      ],
    };
    // Mean 2, biased variance 1, so invStd is 1/2; the corrected variance is 2.
    const { steps } = (await run(request)) as SequenceResult;
    expect(steps[0]).toMatchObject({ output: { data: values(-0.5, 0.5) }, runningMean: values(1) });
    expect(steps[0]?.runningVariance).toEqual(values(1));
    expect(steps[1]?.gradInput?.data).toEqual(values(0, 0));
    expect(steps[3]?.output?.data).toEqual(values(0, 1));
    expect(steps[4]?.gradInput?.data).toEqual(values(0.5, 2));
    expect(steps[5]).toEqual({ runningMean: values(1), runningVariance: values(1) });
  });

  test(`${name} refuses a gradient before any forward call`, async () => {
    const { dtype, run } = create();
    const vector = dtype === 'float32' ? new Float32Array(1) : new Float64Array(1);
    const request: SequenceRequest = {
      operation: 'sequence',
      gamma: null,
      beta: null,
      runningMean: vector,
      runningVariance: vector,
      epsilon: 1,
      channelAxis: 1,
      exponentialAverageFactor: 0.5,
      steps: [{ call: 'gradient', gradOutput: { shape: [1, 1], data: vector } }],
    };
    await expect((async () => run(request))()).rejects.toThrow('forward call');
  });
}
