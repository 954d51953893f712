import type { Case, Request, SequenceRequest } from '../../spec/contract.ts';

/** A request of one call. */
export type SingleRequest = Exclude<Request, SequenceRequest>;

const known = new WeakMap<SingleRequest, Case>();

/**
 * The case that a request is about; what its operation has no use for is zeros. All its numbers must be float32. The same request gives
 * the same case, by which bounds and expected values are remembered.
 */
export function caseOfRequest(request: SingleRequest): Case {
  const found = known.get(request) ?? makeCase(request);
  known.set(request, found);
  return found;
}

function makeCase(request: SingleRequest): Case {
  const { input, channelAxis, gamma, beta, epsilon } = request;
  const channels = input.shape[channelAxis] ?? 0;
  const given = {
    shape: input.shape,
    channelAxis,
    input: input.data,
    gradOutput: 'gradOutput' in request ? request.gradOutput.data : new Float32Array(input.data.length),
    gamma,
    beta,
    runningMean: 'runningMean' in request ? request.runningMean : new Float32Array(channels),
    runningVariance: 'runningVariance' in request ? request.runningVariance : new Float32Array(channels),
    epsilon,
    exponentialAverageFactor: 'exponentialAverageFactor' in request ? request.exponentialAverageFactor : 0,
    variation: 0,
  };
  return given as Case;
}
