import type {
  Case,
  InferenceGradientRequest,
  InferenceRequest,
  TrainingGradientRequest,
  TrainingRequest,
} from '../../../../spec/contract.ts';

/** A case from the parts that matter; the others are plain. */
export function caseOf(
  given: Pick<Case, 'shape' | 'channelAxis' | 'input' | 'epsilon'> & Partial<Case>,
): Case {
  const channels = given.shape[given.channelAxis]!;
  return {
    gradOutput: new Float32Array(given.input.length),
    gamma: null,
    beta: null,
    runningMean: new Float32Array(channels),
    runningVariance: new Float32Array(channels).fill(1),
    exponentialAverageFactor: 1,
    variation: 0,
    ...given,
  };
}

const call = ({ shape, input, gamma, beta, epsilon, channelAxis }: Case) => ({
  input: { shape, data: input.slice() },
  gamma: gamma?.slice() ?? null,
  beta: beta?.slice() ?? null,
  epsilon,
  channelAxis,
});

const running = ({ runningMean, runningVariance }: Case) => ({
  runningMean: runningMean.slice(),
  runningVariance: runningVariance.slice(),
});

const gradOutput = (given: Case) => ({ gradOutput: { shape: given.shape, data: given.gradOutput.slice() } });

/** The requests of a case, each with arrays of its own. */
export const requestsOf = {
  training: (given: Case): TrainingRequest => ({
    ...call(given),
    ...running(given),
    operation: 'training',
    exponentialAverageFactor: given.exponentialAverageFactor,
  }),
  inference: (given: Case): InferenceRequest => ({
    ...call(given),
    ...running(given),
    operation: 'inference',
  }),
  trainingGradient: (given: Case): TrainingGradientRequest => ({
    ...call(given),
    ...gradOutput(given),
    operation: 'trainingGradient',
  }),
  inferenceGradient: (given: Case): InferenceGradientRequest => ({
    ...call(given),
    ...running(given),
    ...gradOutput(given),
    operation: 'inferenceGradient',
  }),
};
