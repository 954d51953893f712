import type { Request, Step } from '../../spec/contract.ts';
import type { RunMessage, WireStep } from './messages.ts';
import { encodeScalar } from './wire-scalar.ts';
import { encodeTensor, encodeVector } from './wire-tensor.ts';

/** The run message that asks a subject for this request; `seq` is what its reply must repeat. */
export function encodeRequest(request: Request, seq: number): RunMessage {
  const head = { cmd: 'run', seq, ...(request.way === undefined ? {} : { way: request.way }) } as const;
  const call = {
    gamma: encodeVector(request.gamma),
    beta: encodeVector(request.beta),
    epsilon: encodeScalar(request.epsilon),
    channelAxis: encodeScalar(request.channelAxis),
  };
  switch (request.operation) {
    case 'training': {
      const input = encodeTensor(request.input);
      return {
        ...head,
        operation: 'training',
        case: { input, ...call, ...runningOf(request), ...averageOf(request) },
      };
    }
    case 'inference': {
      const input = encodeTensor(request.input);
      return { ...head, operation: 'inference', case: { input, ...call, ...runningOf(request) } };
    }
    case 'trainingGradient':
      return { ...head, operation: 'trainingGradient', case: { ...pairOf(request), ...call } };
    case 'inferenceGradient':
      return {
        ...head,
        operation: 'inferenceGradient',
        case: { ...pairOf(request), ...call, ...runningOf(request) },
      };
    case 'sequence': {
      const steps = request.steps.map(encodeStep);
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

function pairOf({ input, gradOutput }: With<'gradOutput'>) {
  return { input: encodeTensor(input), gradOutput: encodeTensor(gradOutput) };
}

function encodeStep(step: Step): WireStep {
  switch (step.call) {
    case 'training':
    case 'inference':
      return { call: step.call, input: encodeTensor(step.input) };
    case 'gradient':
      return { call: 'gradient', gradOutput: encodeTensor(step.gradOutput) };
    case 'getState':
      return { call: 'getState' };
    case 'setState':
      return { call: 'setState', ...runningOf(step) };
  }
}
