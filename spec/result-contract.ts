import type { Dtype, Operation, Request, Tensor, Values } from './contract.ts';

/**
 * Says in one sentence how a result breaks the contract of shapes and dtypes, or null where it does not.
 *
 * The result is looked at as unknown data: it comes from outside.
 */
export function contractBreach(request: Request, result: unknown, dtype: Dtype): string | null {
  if (typeof result !== 'object' || result === null) return `gave ${show(result)} instead of a result object`;
  const fields = result as Record<string, unknown>;
  if (request.operation === 'sequence') return stepsBreach(request.steps.length, fields);
  const channels = request.input.shape[request.channelAxis] ?? 0;
  const tensor = (name: string) => tensorBreach(name, fields[name], request.input.shape, dtype);
  const vector = (name: string) => vectorBreach(name, fields[name], channels, dtype);
  const first = (checks: readonly (string | null)[]) => checks.find((one) => one !== null) ?? null;
  const parameters = request as { readonly gamma: Values | null; readonly beta: Values | null };
  const byOperation: Readonly<Record<Exclude<Operation, 'sequence'>, () => string | null>> = {
    training: () =>
      first([
        tensor('output'),
        ...['batchMean', 'batchVariance', 'invStd', 'runningMean', 'runningVariance']
          .filter((name) => fields[name] !== undefined)
          .map(vector),
      ]),
    inference: () => tensor('output'),
    trainingGradient: () => gradients(),
    inferenceGradient: () => gradients(),
  };
  const gradients = () =>
    first([
      tensor('gradInput'),
      parameters.gamma === null ? null : vector('gradGamma'),
      parameters.beta === null ? null : vector('gradBeta'),
    ]);
  return byOperation[request.operation]();
}

function stepsBreach(steps: number, fields: Record<string, unknown>): string | null {
  const given = fields.steps;
  if (!Array.isArray(given)) return `gave ${show(given)} as steps instead of a list`;
  return given.length === steps ? null : `answered ${given.length} steps of ${steps}`;
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
  return vectorBreach(name, tensor.data, elements, dtype);
}

function vectorBreach(name: string, value: unknown, length: number, dtype: Dtype): string | null {
  const right = dtype === 'float32' ? value instanceof Float32Array : value instanceof Float64Array;
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
