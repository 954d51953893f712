import type { Case, Operation, Request, Values } from '../../spec/contract.ts';
import { requestFor } from '../harness/create-context.ts';
import type { ProbeCall } from './probe.ts';
import { singleCall } from './single-call.ts';

type Training = Extract<Request, { operation: 'training' }>;

/** One bad argument each; the case has a gamma, a beta and two axes or more. Only whether they are refused counts. */
export function badCalls(given: Case, offered: readonly Operation[]): readonly ProbeCall[] {
  const bad = (rule: string, change: (good: Training) => Partial<Training>): ProbeCall => ({
    label: `training with ${rule}`,
    aspect: 'arguments',
    given,
    bounds: null,
    request: (subject, way) => {
      const good = requestFor('training', given, subject, way) as Training;
      return { ...good, ...change(good) };
    },
  });
  const calls = [
    bad('a longer gamma', ({ gamma }) => ({ gamma: longer(gamma!) })),
    bad('a longer beta', ({ beta }) => ({ beta: longer(beta!) })),
    bad('a longer running mean', ({ runningMean }) => ({ runningMean: longer(runningMean) })),
    bad('a longer running variance', (good) => ({ runningVariance: longer(good.runningVariance) })),
    bad('epsilon NaN', () => ({ epsilon: Number.NaN })),
    bad('a factor of NaN', () => ({ exponentialAverageFactor: Number.NaN })),
    bad('too few values', ({ input }) => ({ input: { shape: input.shape, data: input.data.slice(1) } })),
    bad('a channel axis beyond the last', ({ input }) => ({ channelAxis: input.shape.length })),
    bad('a scalar input', ({ input }) => ({
      input: { shape: [], data: input.data.slice(0, 1) },
      channelAxis: 0,
    })),
  ];
  const after = {
    ...singleCall('training', given, { words: ' after refused calls' }),
    aspect: 'arguments',
  } as const;
  return offered.includes('trainingGradient') ? [...calls, badGradOutput(given), after] : [...calls, after];
}

function badGradOutput(given: Case): ProbeCall {
  return {
    label: 'trainingGradient with a gradOutput of another shape',
    aspect: 'arguments',
    given,
    bounds: null,
    request: (subject, way) => {
      const good = requestFor('trainingGradient', given, subject, way) as Extract<
        Request,
        { operation: 'trainingGradient' }
      >;
      const shape = given.shape.with(0, given.shape[0]! + 1);
      const length = shape.reduce((a, b) => a * b, 1);
      return { ...good, gradOutput: { shape, data: filled(good.gradOutput.data, length) } };
    },
  };
}

const longer = (values: Values): Values => filled(values, values.length + 1);

/** The values, with ones after them up to a length. */
function filled(values: Values, length: number): Values {
  const result = values instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
  result.fill(1);
  result.set(values);
  return result;
}
