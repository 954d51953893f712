import type {
  Conventions,
  GradientResult,
  Request,
  Result,
  SequenceRequest,
  Step,
  StepResult,
  Subject,
  TrainingResult,
  Values,
} from '../../spec/contract.ts';
import { caseOfRequest, type SingleRequest } from './case-of-request.ts';
import type { Truth } from './truth.ts';

/** A float32 subject that answers by the oracle, and tells each request before it does, as it was when it came. */
export function oracleSubject(
  conventions: Conventions,
  truth: Truth,
  onRequest: (request: Request) => void,
): Subject {
  return {
    name: 'oracle',
    dtype: 'float32',
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient', 'sequence'],
    conventions,
    run: (request) => {
      onRequest(structuredClone(request));
      truth.checkArguments(request);
      return request.operation === 'sequence'
        ? answerSteps(request, conventions, truth)
        : answer(request, conventions, truth);
    },
  };
}

const nearest = (values: Values) => Float32Array.from(values);

function answer(request: SingleRequest, conventions: Conventions, { oracle }: Truth): Result {
  const given = caseOfRequest(request);
  const shape = [...request.input.shape];
  switch (request.operation) {
    case 'training': {
      const { output, ...rest } = oracle.training(given, conventions);
      const shown = Object.entries(rest).map(([name, values]) => [name, nearest(values)]);
      return { output: { shape, data: nearest(output) }, ...Object.fromEntries(shown) };
    }
    case 'inference':
      return { output: { shape, data: nearest(oracle.inference(given, conventions).output) } };
    default: {
      const { gradInput, gradGamma, gradBeta } = oracle[request.operation](given, conventions);
      return {
        gradInput: { shape, data: nearest(gradInput) },
        gradGamma: request.gamma && nearest(gradGamma),
        gradBeta: request.beta && nearest(gradBeta),
      };
    }
  }
}

function answerSteps(request: SequenceRequest, conventions: Conventions, truth: Truth): Result {
  const { gamma, beta, epsilon, channelAxis, exponentialAverageFactor } = request;
  const call = { gamma, beta, epsilon, channelAxis };
  const ask = (asked: SingleRequest) => answer(asked, conventions, truth);
  let state = { runningMean: request.runningMean, runningVariance: request.runningVariance };
  let latest: SingleRequest | null = null;
  const answerStep = (step: Step): StepResult => {
    switch (step.call) {
      case 'training': {
        latest = { ...call, ...state, operation: 'training', input: step.input, exponentialAverageFactor };
        const result = ask(latest) as Required<TrainingResult>;
        state = { runningMean: result.runningMean, runningVariance: result.runningVariance };
        return { output: result.output };
      }
      case 'inference':
        latest = { ...call, ...state, operation: 'inference', input: step.input };
        return ask(latest) as StepResult;
      case 'gradient': {
        if (latest === null) throw new Error('a gradient step needs a forward step before it');
        const operation = latest.operation === 'training' ? 'trainingGradient' : 'inferenceGradient';
        const asked = { ...latest, operation, gradOutput: step.gradOutput } as SingleRequest;
        return { ...(ask(asked) as GradientResult) };
      }
      case 'getState':
        return { ...state };
      case 'setState':
        state = { runningMean: step.runningMean, runningVariance: step.runningVariance };
        return {};
    }
  };
  return { steps: request.steps.map((step) => answerStep(step)) };
}
