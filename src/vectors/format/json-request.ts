import type { Request, Step, Tensor, Values } from '../../../spec/contract.ts';
import { bitsOfFloat32, float32OfBits } from './bits.ts';
import { jsonNumber, shortFloat32 } from './json-number.ts';
import type { JsonStep, JsonVector } from './vector-schema.ts';

type JsonCall = Pick<JsonVector, 'operation' | 'arguments'>;
type JsonTensor = Extract<JsonStep, { call: 'training' }>['input'];

/** The operation and the arguments of a request on float32 numbers. */
export function encodeRequest(request: Request): JsonCall {
  const given: Record<string, unknown> = {};
  for (const name of argumentOrder) {
    if (!(name in request)) continue;
    const value: unknown = request[name as keyof Request];
    given[name] =
      typeof value === 'number' && name !== 'channelAxis' ? encodeScalar(value) : encodeArgument(value);
  }
  return { operation: request.operation, arguments: given } as JsonCall;
}

const argumentOrder = [
  'channelAxis',
  'epsilon',
  'exponentialAverageFactor',
  'input',
  'gradOutput',
  'gamma',
  'beta',
  'runningMean',
  'runningVariance',
  'steps',
] as const;

function encodeArgument(value: unknown): unknown {
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(encodeStep);
  if (value instanceof Float32Array) return tensorOf([value.length], value);
  const { shape, data } = value as Tensor;
  return tensorOf(shape, data);
}

function encodeStep(step: Step): JsonStep {
  const { call, ...rest } = step;
  const entries = Object.entries(rest).map(([name, value]) => [name, encodeArgument(value)]);
  return { call, ...Object.fromEntries(entries) };
}

function tensorOf(shape: readonly number[], data: Values): JsonTensor {
  return {
    shape: [...shape],
    values: Array.from(data, (x) => jsonNumber(shortFloat32(x))),
    bits: bitsOfFloat32(data),
  };
}

/** A float32 number with its bits. */
function encodeScalar(value: number): { value: JsonTensor['values'][number]; bits: string } {
  return { value: jsonNumber(shortFloat32(value)), bits: bitsOfFloat32([value]) };
}

/** The request that checked JSON stands for. */
export function decodeRequest(json: JsonCall): Request {
  const given = json.arguments;
  const vector = (tensor: JsonTensor | null) => tensor && float32OfBits(tensor.bits);
  const request: Record<string, unknown> = { operation: json.operation };
  for (const [name, value] of Object.entries(given)) {
    if (name === 'channelAxis') request[name] = value;
    else if (name === 'steps') request[name] = (value as readonly JsonStep[]).map(decodeStep);
    else if (name === 'input' || name === 'gradOutput') request[name] = decodeTensor(value as JsonTensor);
    else if (name === 'epsilon' || name === 'exponentialAverageFactor')
      request[name] = float32OfBits((value as { readonly bits: string }).bits)[0]!;
    else request[name] = vector(value as JsonTensor | null);
  }
  return request as unknown as Request;
}

function decodeTensor({ shape, bits }: JsonTensor): Tensor {
  return { shape, data: float32OfBits(bits) };
}

function decodeStep(step: JsonStep): Step {
  switch (step.call) {
    case 'training':
    case 'inference':
      return { call: step.call, input: decodeTensor(step.input) };
    case 'gradient':
      return { call: 'gradient', gradOutput: decodeTensor(step.gradOutput) };
    case 'getState':
      return { call: 'getState' };
    case 'setState':
      return {
        call: 'setState',
        runningMean: float32OfBits(step.runningMean.bits),
        runningVariance: float32OfBits(step.runningVariance.bits),
      };
  }
}
