import type { Dtype, Request, Step, Tensor } from '../../spec/contract.ts';
import type { RunMessage, WireStep } from './messages.ts';
import { encodeScalar } from './wire-scalar.ts';
import { encodeTensor, encodeVector, type WireTensor } from './wire-tensor.ts';

/**
 * The run message that asks a subject of a dtype (by default that of the arrays) for a request; `seq` is what its reply must repeat. Beside tensors of 16 bits the vectors
 * travel as float32: running statistics may have more bits.
 */
export function encodeRequest(request: Request, seq: number, dtype?: Dtype): RunMessage {
  const tensor = (given: Tensor) => encodeTensor(given, dtype);
  const head = { cmd: 'run', seq, ...(request.way === undefined ? {} : { way: request.way }) } as const;
  const call = {
    gamma: encodeVector(request.gamma),
    beta: encodeVector(request.beta),
    epsilon: encodeScalar(request.epsilon),
    channelAxis: encodeScalar(request.channelAxis),
  };
  switch (request.operation) {
    case 'training': {
      const input = tensor(request.input);
      return {
        ...head,
        operation: 'training',
        case: { input, ...call, ...runningOf(request), ...averageOf(request) },
      };
    }
    case 'inference': {
      const input = tensor(request.input);
      return { ...head, operation: 'inference', case: { input, ...call, ...runningOf(request) } };
    }
    case 'trainingGradient':
      return { ...head, operation: 'trainingGradient', case: { ...pairOf(request, tensor), ...call } };
    case 'inferenceGradient':
      return {
        ...head,
        operation: 'inferenceGradient',
        case: { ...pairOf(request, tensor), ...call, ...runningOf(request) },
      };
    case 'sequence': {
      const steps = request.steps.map((step) => encodeStep(step, tensor));
      return {
        ...head,
        operation: 'sequence',
        case: { ...call, ...runningOf(request), ...averageOf(request), steps },
      };
    }
  }
}

type With<Field extends string> = Extract<Request, Readonly<Record<Field, unknown>>>;

function runningOf({
  runningMean,
  runningVariance,
}: With<'runningMean'> | Extract<Step, { call: 'setState' }>) {
  return { runningMean: encodeVector(runningMean), runningVariance: encodeVector(runningVariance) };
}

function averageOf({ exponentialAverageFactor }: With<'exponentialAverageFactor'>) {
  return { exponentialAverageFactor: encodeScalar(exponentialAverageFactor) };
}

type EncodeTensor = (given: Tensor) => WireTensor;

function pairOf({ input, gradOutput }: With<'gradOutput'>, tensor: EncodeTensor) {
  return { input: tensor(input), gradOutput: tensor(gradOutput) };
}

function encodeStep(step: Step, tensor: EncodeTensor): WireStep {
  switch (step.call) {
    case 'training':
    case 'inference':
      return { call: step.call, input: tensor(step.input) };
    case 'gradient':
      return { call: 'gradient', gradOutput: tensor(step.gradOutput) };
    case 'getState':
      return { call: 'getState' };
    case 'setState':
      return { call: 'setState', ...runningOf(step) };
  }
}
