import type { Case, Operation, Oracle, Request, Subject } from '../../spec/contract.ts';
import { properties } from '../../spec/properties.ts';
import { createContext } from '../harness/create-context.ts';
import { attempt } from '../harness/attempt.ts';
import type { Candidate } from './candidate.ts';
import type { ProbeCall } from './probe.ts';
import { singleCall } from './single-call.ts';

/** Enough for every property but the finite differences, whose many calls are all alike. */
const MOST = 8;

/**
 * The single calls that a requirement's property makes on a case: a permuted one, one with a negative variance, whatever it derives. They are
 * written down while a sound subject is checked.
 */
export async function askedCalls(
  requirement: string,
  given: Case,
  offered: readonly Operation[],
  sound: Candidate,
  oracle: Oracle,
): Promise<readonly ProbeCall[]> {
  const property = properties.find((one) => one.requirement === requirement);
  if (property === undefined || property.needs.some((operation) => !offered.includes(operation))) return [];
  const made = sound.make();
  const calls: ProbeCall[] = [];
  const listening: Subject = {
    ...made,
    operations: offered,
    run: (request) => {
      if (request.operation !== 'sequence' && calls.length < MOST) {
        calls.push(singleCall(request.operation, caseOf(request), { words: ` as ${requirement} asks` }));
      }
      return made.run(request);
    },
  };
  await attempt(
    property,
    given,
    createContext(listening, { oracle, timeoutMs: 1, way: null, grade: () => {} }),
  );
  return calls;
}

/** The case that a request asks about, by value. */
function caseOf(request: Exclude<Request, { operation: 'sequence' }>): Case {
  const { input, gamma, beta, epsilon, channelAxis } = request;
  const channels = input.shape[channelAxis]!;
  const copy = (values: ArrayLike<number>) => Float32Array.from(values);
  return {
    shape: [...input.shape],
    channelAxis,
    input: copy(input.data),
    gradOutput: 'gradOutput' in request ? copy(request.gradOutput.data) : new Float32Array(input.data.length),
    gamma: gamma && copy(gamma),
    beta: beta && copy(beta),
    runningMean: 'runningMean' in request ? copy(request.runningMean) : new Float32Array(channels),
    runningVariance:
      'runningVariance' in request ? copy(request.runningVariance) : new Float32Array(channels).fill(1),
    epsilon,
    exponentialAverageFactor: 'exponentialAverageFactor' in request ? request.exponentialAverageFactor : 0,
    variation: 0,
  };
}
