import type { GradientResult, SequenceRequest, Tensor, Values } from '../../../spec/contract.ts';
import { checkArguments } from './check-arguments.ts';
import type { Layer, Operations } from './steps.ts';

const copyOf = (values: Values): Float32Array => Float32Array.from(values);
const copyOfTensor = ({ shape, data }: Tensor): Tensor => ({ shape: [...shape], data: copyOf(data) });

/**
 * A stateful layer made of single operations. It keeps copies of its own, so that nothing the caller does
 * to a request or to a result can reach its state. A gradient is that of the latest forward call, with the
 * running statistics of that time; one before any forward call throws.
 */
export function createLayer(operations: Operations, request: SequenceRequest): Layer {
  checkArguments(request);
  const { epsilon, channelAxis, exponentialAverageFactor } = request;
  const gamma = request.gamma && copyOf(request.gamma);
  const beta = request.beta && copyOf(request.beta);
  const call = { gamma, beta, epsilon, channelAxis };
  let runningMean = copyOf(request.runningMean);
  let runningVariance = copyOf(request.runningVariance);
  let gradient = (_gradOutput: Tensor): GradientResult => {
    throw new Error('a gradient step needs a forward call before it');
  };
  const state = () => ({ runningMean: copyOf(runningMean), runningVariance: copyOf(runningVariance) });

  return (step) => {
    switch (step.call) {
      case 'training': {
        const input = copyOfTensor(step.input);
        const result = operations.training({
          ...call,
          ...state(),
          operation: 'training',
          input: step.input,
          exponentialAverageFactor,
        });
        runningMean = copyOf(result.runningMean);
        runningVariance = copyOf(result.runningVariance);
        gradient = (gradOutput) =>
          operations.trainingGradient({ ...call, operation: 'trainingGradient', input, gradOutput });
        return { output: result.output, ...state() };
      }
      case 'inference': {
        const input = copyOfTensor(step.input);
        const then = state();
        const result = operations.inference({
          ...call,
          ...state(),
          operation: 'inference',
          input: step.input,
        });
        gradient = (gradOutput) =>
          operations.inferenceGradient({
            ...call,
            ...then,
            operation: 'inferenceGradient',
            input,
            gradOutput,
          });
        return { output: result.output };
      }
      case 'gradient':
        return { ...gradient(step.gradOutput) };
      case 'getState':
        return state();
      case 'setState':
        checkArguments({ ...request, runningMean: step.runningMean, runningVariance: step.runningVariance });
        if (step.runningMean.length !== runningMean.length) {
          throw new Error(`setState needs ${runningMean.length} channels, not ${step.runningMean.length}`);
        }
        runningMean = copyOf(step.runningMean);
        runningVariance = copyOf(step.runningVariance);
        return {};
    }
  };
}
