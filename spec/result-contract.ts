import type { Dtype, Request, SequenceRequest, Step, Tensor, Values } from './contract.ts';
import { areHalf, isHalf } from './half-formats.ts';

/**
 * Says in one sentence how a result breaks the contract of shapes and dtypes, or null where it does not.
 *
 * The result is looked at as unknown data: it comes from outside.
 */
export function contractBreach(request: Request, result: unknown, dtype: Dtype): string | null {
  if (typeof result !== 'object' || result === null) return `gave ${show(result)} instead of a result object`;
  const fields = result as Fields;
  switch (request.operation) {
    case 'training':
      return first([
        tensorBreach('output', fields.output, request.input.shape, dtype),
        ...shownVectors(fields, statistics, channelsOf(request), dtype),
      ]);
    case 'inference':
      return tensorBreach('output', fields.output, request.input.shape, dtype);
    case 'trainingGradient':
    case 'inferenceGradient':
      return gradientsBreach(fields, request.input.shape, request, channelsOf(request), dtype);
    case 'sequence':
      return stepsBreach(request, fields, dtype);
  }
}

type Fields = Readonly<Record<string, unknown>>;

interface Affine {
  readonly gamma: Values | null;
  readonly beta: Values | null;
}

const statistics = ['batchMean', 'batchVariance', 'invStd', 'runningMean', 'runningVariance'] as const;

function first(breaches: readonly (string | null)[]): string | null {
  return breaches.find((breach) => breach !== null) ?? null;
}

function channelsOf(request: { readonly input: Tensor; readonly channelAxis: number }): number {
  return request.input.shape[request.channelAxis] ?? 0;
}

/** What a result need not show must be right where it does. */
function shownVectors(
  fields: Fields,
  names: readonly string[],
  channels: number,
  dtype: Dtype,
): readonly (string | null)[] {
  return names
    .filter((name) => fields[name] !== undefined)
    .map((name) => vectorBreach(name, fields[name], channels, dtype));
}

function gradientsBreach(
  fields: Fields,
  shape: readonly number[],
  { gamma, beta }: Affine,
  channels: number,
  dtype: Dtype,
): string | null {
  return first([
    tensorBreach('gradInput', fields.gradInput, shape, dtype),
    gamma === null ? null : vectorBreach('gradGamma', fields.gradGamma, channels, dtype),
    beta === null ? null : vectorBreach('gradBeta', fields.gradBeta, channels, dtype),
  ]);
}

function stepsBreach(request: SequenceRequest, fields: Fields, dtype: Dtype): string | null {
  const { steps } = request;
  const given = fields.steps;
  if (!Array.isArray(given)) return `gave ${show(given)} as steps instead of a list`;
  if (given.length !== steps.length) return `answered ${given.length} steps of ${steps.length}`;
  return first(
    steps.map((step, k) => {
      const breach = stepBreach(step, given[k], request, dtype);
      return breach === null ? null : `step ${k + 1} (${step.call}) ${breach}`;
    }),
  );
}

function stepBreach(step: Step, answer: unknown, request: SequenceRequest, dtype: Dtype): string | null {
  if (typeof answer !== 'object' || answer === null) return `gave ${show(answer)} instead of a result object`;
  const fields = answer as Fields;
  const channels = request.runningMean.length;
  const state = shownVectors(fields, ['runningMean', 'runningVariance'], channels, dtype);
  switch (step.call) {
    case 'training':
    case 'inference':
      return first([tensorBreach('output', fields.output, step.input.shape, dtype), ...state]);
    case 'gradient':
      return gradientsBreach(fields, step.gradOutput.shape, request, channels, dtype);
    default:
      return first(state);
  }
}

function tensorBreach(name: string, value: unknown, shape: readonly number[], dtype: Dtype): string | null {
  if (typeof value !== 'object' || value === null)
    return `gave ${show(value)} as ${name} instead of a tensor`;
  const tensor = value as Partial<Tensor>;
  const elements = shape.reduce((a, b) => a * b, 1);
  if (!Array.isArray(tensor.shape)) return `gave ${name} without a shape`;
  if (tensor.shape.join() !== shape.join()) {
    return `gave ${name} of shape [${tensor.shape.join(', ')}] for an input of shape [${shape.join(', ')}]`;
  }
  const breach = vectorBreach(name, tensor.data, elements, dtype);
  if (breach !== null || !isHalf(dtype) || areHalf(tensor.data!, dtype)) return breach;
  return `gave ${name} with values that are no ${dtype} numbers`;
}

function vectorBreach(name: string, value: unknown, length: number, dtype: Dtype): string | null {
  const right = dtype === 'float64' ? value instanceof Float64Array : value instanceof Float32Array;
  if (!right) return `gave ${name} as ${show(value)} instead of ${dtype} values`;
  const given = (value as Values).length;
  return given === length ? null : `gave ${given} values as ${name} where ${length} are needed`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return typeof value === 'object' ? `a ${kind}` : `the ${typeof value} ${String(value).slice(0, 40)}`;
}
