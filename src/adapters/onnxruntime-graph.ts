import type { InferenceRequest, TrainingRequest, Values } from '../../spec/contract.ts';
import type { OnnxBatchNorm, ParameterName } from './onnx-model.ts';

/** The ways in which programs give ONNX Runtime a batch norm to run. */
export const onnxWays = [
  'parameters as inputs',
  'parameters as initializers',
  'initializers, only Y requested',
  'initializers, only Y requested, session kept',
  'opset 9',
] as const;

export type OnnxWay = (typeof onnxWays)[number];

/** Why the operator does not offer what is asked; null where it does. */
export function whyNotInOnnx(request: TrainingRequest | InferenceRequest, way: OnnxWay): string | null {
  if (request.channelAxis !== 1) return `ONNX has the channels on axis 1, not ${request.channelAxis}`;
  if (way === 'opset 9' && request.operation === 'training')
    return 'opset 9 has inference only in ONNX Runtime';
  if (requestsOnlyY(way) && request.operation === 'inference') {
    return 'inference has no output but Y: see the way "parameters as initializers"';
  }
  return null;
}

/** The operator's parameters, all of which it requires: ones for an absent gamma, zeros for an absent beta. */
export function onnxParameters(
  request: TrainingRequest | InferenceRequest,
): Readonly<Record<ParameterName, Values>> {
  const channels = request.input.shape[request.channelAxis]!;
  return {
    scale: request.gamma ?? new Float32Array(channels).fill(1),
    B: request.beta ?? new Float32Array(channels),
    input_mean: request.runningMean,
    input_var: request.runningVariance,
  };
}

/** The graph that a way makes of a request; ONNX's momentum is the weight of the OLD statistics. */
export function onnxGraph(
  request: TrainingRequest | InferenceRequest,
  way: OnnxWay,
  parameters: Readonly<Record<ParameterName, Values>>,
): OnnxBatchNorm {
  const training = request.operation === 'training';
  const onlyY = !training || requestsOnlyY(way);
  return {
    mode: request.operation,
    opset: way === 'opset 9' ? 9 : 15,
    rank: request.input.shape.length,
    epsilon: request.epsilon,
    momentum: training ? 1 - request.exponentialAverageFactor : 0,
    initializers: hasInitializers(way) ? parameters : null,
    outputs: onlyY ? ['Y'] : ['Y', 'running_mean', 'running_var'],
  };
}

/** Whether the parameters are constants of the graph; else they are fed in each run. */
export function hasInitializers(way: OnnxWay): boolean {
  return way === 'parameters as initializers' || requestsOnlyY(way);
}

/** Whether the session of a graph with initializers is opened once and run again and again. */
export function keepsSession(way: OnnxWay): boolean {
  return !hasInitializers(way) || way === 'initializers, only Y requested, session kept';
}

function requestsOnlyY(way: OnnxWay): boolean {
  return way.startsWith('initializers, only Y requested');
}
