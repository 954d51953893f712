import type {
  Case,
  GradientResult,
  InferenceResult,
  Subject,
  TrainingResult,
  Values,
} from '../../contract.ts';
import type { Quantities } from './worst-ratios.ts';

/** All results of the four single operations of a float32 subject that answers at once. */
export function runSubject(subject: Subject, given: Case): Quantities {
  const { shape, gamma, beta, epsilon, channelAxis, exponentialAverageFactor } = given;
  const call = { gamma, beta, epsilon, channelAxis, input: { shape, data: given.input } };
  const running = { runningMean: given.runningMean, runningVariance: given.runningVariance };
  const gradOutput = { shape, data: given.gradOutput };
  const training = subject.run({
    operation: 'training',
    ...call,
    ...running,
    exponentialAverageFactor,
  }) as TrainingResult;
  const inference = subject.run({ operation: 'inference', ...call, ...running }) as InferenceResult;
  const gradient = subject.run({ operation: 'trainingGradient', ...call, gradOutput }) as GradientResult;
  const atInference = subject.run({
    operation: 'inferenceGradient',
    ...call,
    ...running,
    gradOutput,
  }) as GradientResult;
  const { output, ...statistics } = training;
  return {
    output: output.data,
    ...statistics,
    inferenceOutput: inference.output.data,
    gradInput: gradient.gradInput.data,
    ...present('gradGamma', gradient.gradGamma),
    ...present('gradBeta', gradient.gradBeta),
    inferenceGradInput: atInference.gradInput.data,
    ...present('inferenceGradGamma', atInference.gradGamma),
    ...present('inferenceGradBeta', atInference.gradBeta),
  };
}

function present(name: keyof Quantities, values: Values | null | undefined): Quantities {
  return values === null || values === undefined ? {} : { [name]: values };
}
