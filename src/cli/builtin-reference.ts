import { referenceOracle } from '../../reference/batch-norm.ts';
import { checkArguments } from '../../reference/variants/skeleton/check-arguments.ts';
import type {
  Case,
  Conventions,
  ExpectedGradient,
  GradientResult,
  InferenceRequest,
  Request,
  Result,
  Subject,
  TrainingRequest,
  TrainingResult,
} from '../../spec/contract.ts';
import { referenceLayer } from './reference-layer.ts';

const conventions: Conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
};

/** The float64 reference as a subject, so that the decimal oracle can judge it as it would any other. */
export function referenceSubject(): Subject {
  return {
    name: 'builtin:reference',
    language: 'TypeScript',
    dtype: 'float64',
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient', 'sequence'],
    conventions,
    run: runReference,
  };
}

/** Answers one request by the float64 reference. Throws a sentence for arguments that make no sense. */
export function runReference(request: Request): Result {
  checkArguments(request);
  if (request.operation === 'sequence') return referenceLayer(request, runReference);
  const given = caseOf(request);
  switch (request.operation) {
    case 'training':
      return trainingResult(request, given);
    case 'inference': {
      const { output } = referenceOracle.inference(given, conventions);
      return { output: { shape: [...request.input.shape], data: output } };
    }
    case 'trainingGradient':
      return gradientResult(request, referenceOracle.trainingGradient(given, conventions));
    case 'inferenceGradient':
      return gradientResult(request, referenceOracle.inferenceGradient(given, conventions));
  }
}

function trainingResult(request: TrainingRequest, given: Case): TrainingResult {
  const { output, ...statistics } = referenceOracle.training(given, conventions);
  return { output: { shape: [...request.input.shape], data: output }, ...statistics };
}

function gradientResult(
  request: Pick<InferenceRequest, 'input' | 'gamma' | 'beta'>,
  expected: ExpectedGradient,
): GradientResult {
  return {
    gradInput: { shape: [...request.input.shape], data: expected.gradInput },
    gradGamma: request.gamma === null ? null : expected.gradGamma,
    gradBeta: request.beta === null ? null : expected.gradBeta,
  };
}

/** The request as a case; the reference reads float64 arrays as well as float32 ones. */
function caseOf(request: Exclude<Request, { operation: 'sequence' }>): Case {
  const { input, channelAxis, gamma, beta, epsilon } = request;
  const nothing = new Float64Array(input.shape[channelAxis]!);
  const given = {
    shape: input.shape,
    channelAxis,
    input: input.data,
    gradOutput: 'gradOutput' in request ? request.gradOutput.data : new Float64Array(input.data.length),
    gamma,
    beta,
    runningMean: 'runningMean' in request ? request.runningMean : nothing,
    runningVariance: 'runningVariance' in request ? request.runningVariance : nothing,
    epsilon,
    exponentialAverageFactor: 'exponentialAverageFactor' in request ? request.exponentialAverageFactor : 0,
    variation: 0,
  };
  return given as Case;
}
