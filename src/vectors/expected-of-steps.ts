/**
 * What each step of a sequence must give. The running statistics that a training step leaves are known to within a bound only, so a
 * sequence sets them before it uses them (see pinned-steps.ts): then every step is judged by the bounds of one call.
 */
import type { Conventions, Oracle, SequenceRequest, Step, Values } from '../../spec/contract.ts';
import type { SingleRequest } from './case-of-request.ts';
import { expectedOfCall } from './expected-of-call.ts';
import type { Expectations, Expected } from './vector.ts';

interface State {
  readonly runningMean: Values;
  readonly runningVariance: Values;
}

/**
 * The expectations of every step, in order.
 *
 * @throws Error where a step uses running statistics that no step has set since the latest training.
 */
export function expectedOfSteps(
  request: SequenceRequest,
  conventions: Conventions,
  oracle: Oracle,
): readonly Expectations[] {
  const { gamma, beta, epsilon, channelAxis, exponentialAverageFactor } = request;
  const call = { gamma, beta, epsilon, channelAxis };
  /** Null after a training step: then `shown` says what the layer has. */
  let state: State | null = { runningMean: request.runningMean, runningVariance: request.runningVariance };
  let shown: Expectations = {};
  let latest: SingleRequest | null = null;
  const known = (step: string): State => {
    if (state === null) throw new Error(`the step ${step} needs running statistics that were set`);
    return state;
  };
  const expectedOf = (step: Step): Expectations => {
    switch (step.call) {
      case 'training': {
        const { input } = step;
        const asked = { ...call, ...known('training'), operation: 'training', input } as const;
        latest = { ...asked, exponentialAverageFactor };
        const { output, ...rest } = expectedOfCall(latest, conventions, oracle);
        state = null;
        shown = rest;
        return output === undefined ? {} : { output };
      }
      case 'inference':
        latest = { ...call, ...known('inference'), operation: 'inference', input: step.input };
        return expectedOfCall(latest, conventions, oracle);
      case 'gradient': {
        if (latest === null) throw new Error('the step gradient needs a forward step before it');
        const { gradOutput } = step;
        const asked: SingleRequest =
          latest.operation === 'training'
            ? { ...call, operation: 'trainingGradient', input: latest.input, gradOutput }
            : ({ ...latest, operation: 'inferenceGradient', gradOutput } as SingleRequest);
        return expectedOfCall(asked, conventions, oracle);
      }
      case 'getState':
        return state === null ? runningOf(shown) : exactly(state);
      case 'setState':
        state = { runningMean: step.runningMean, runningVariance: step.runningVariance };
        return {};
    }
  };
  return request.steps.map((step) => expectedOf(step));
}

function runningOf(shown: Expectations): Expectations {
  return Object.fromEntries(Object.entries(shown).filter(([quantity]) => quantity.startsWith('running')));
}

/** Values that were set come back as they are. */
function exactly({ runningMean, runningVariance }: State): Expectations {
  const same = (values: Values): Expected => ({
    shape: [values.length],
    values: Float64Array.from(values),
    bounds: new Float64Array(values.length),
  });
  return { runningMean: same(runningMean), runningVariance: same(runningVariance) };
}
