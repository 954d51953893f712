import type { Conventions, Oracle, SequenceRequest, Step } from '../../spec/contract.ts';
import { expectedOfSteps } from './expected-of-steps.ts';

/**
 * The sequence with the running statistics read and then set after every training step, to the float32 numbers nearest to the right ones: so
 * that what follows is judged by the bounds of one call, whatever was rounded before.
 */
export function withPinnedState(
  request: SequenceRequest,
  conventions: Conventions,
  oracle: Oracle,
): SequenceRequest {
  let steps: readonly Step[] = [];
  let isPinned = false;
  for (const step of request.steps) {
    if (step.call === 'getState' && isPinned) continue;
    steps = [...steps, step];
    isPinned = step.call === 'training';
    if (!isPinned) continue;
    steps = [...steps, { call: 'getState' }];
    const expected = expectedOfSteps({ ...request, steps }, conventions, oracle).at(-1)!;
    const nearest = (values: Float64Array) => Float32Array.from(values);
    steps = [
      ...steps,
      {
        call: 'setState',
        runningMean: nearest(expected.runningMean!.values),
        runningVariance: nearest(expected.runningVariance!.values),
      },
    ];
  }
  return { ...request, steps };
}
