import type { Case } from '../../spec/contract.ts';
import type { JsonCase } from './json-case.ts';
import { scalarOf } from './scalar-of.ts';
import { tensorOf } from './tensor-of.ts';

/** The case that checked JSON stands for. */
export function caseOf(json: JsonCase): Case {
  return {
    shape: json.input.shape,
    channelAxis: json.channelAxis,
    input: tensorOf(json.input),
    gradOutput: tensorOf(json.gradOutput),
    gamma: json.gamma && tensorOf(json.gamma),
    beta: json.beta && tensorOf(json.beta),
    runningMean: tensorOf(json.runningMean),
    runningVariance: tensorOf(json.runningVariance),
    epsilon: scalarOf(json.epsilon),
    exponentialAverageFactor: scalarOf(json.exponentialAverageFactor),
    variation: json.variation,
  };
}
