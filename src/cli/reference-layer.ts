import type {
  GradientResult,
  InferenceResult,
  Request,
  Result,
  SequenceRequest,
  SequenceResult,
  Step,
  StepResult,
  Tensor,
  TrainingResult,
} from '../../spec/contract.ts';

type ForwardCall = { readonly mode: 'training' | 'inference'; readonly input: Tensor; readonly state: State };

type State = Pick<SequenceRequest, 'runningMean' | 'runningVariance'>;

/** A stateful layer made of single calls of a pure function; it keeps copies of the running statistics. */
export function referenceLayer(request: SequenceRequest, run: (request: Request) => Result): SequenceResult {
  const { gamma, beta, epsilon, channelAxis, exponentialAverageFactor } = request;
  const call = { gamma, beta, epsilon, channelAxis };
  let state = copyOf(request);
  let latest: ForwardCall | null = null;

  const answer = (step: Step): StepResult => {
    switch (step.call) {
      case 'training': {
        const { input } = step;
        latest = { mode: 'training', input, state };
        const training = {
          ...call,
          ...state,
          operation: 'training',
          input,
          exponentialAverageFactor,
        } as const;
        const result = run(training) as Required<TrainingResult>;
        state = copyOf(result);
        return { output: result.output, ...copyOf(state) };
      }
      case 'inference': {
        const { input } = step;
        latest = { mode: 'inference', input, state };
        const { output } = run({ ...call, ...state, operation: 'inference', input }) as InferenceResult;
        return { output, ...copyOf(state) };
      }
      case 'gradient':
        return { ...gradientOf(latest, step.gradOutput) };
      case 'getState':
        return copyOf(state);
      case 'setState':
        state = copyOf(step);
        return copyOf(state);
    }
  };
  return { steps: request.steps.map((step) => answer(step)) };

  function gradientOf(forward: ForwardCall | null, gradOutput: Tensor): GradientResult {
    if (forward === null) throw new Error('a gradient step needs a forward call before it');
    const given = { ...call, input: forward.input, gradOutput };
    const gradient: Request =
      forward.mode === 'training'
        ? { ...given, operation: 'trainingGradient' }
        : { ...given, ...forward.state, operation: 'inferenceGradient' };
    return run(gradient) as GradientResult;
  }
}

function copyOf({ runningMean, runningVariance }: State): State {
  return { runningMean: runningMean.slice(), runningVariance: runningVariance.slice() };
}
