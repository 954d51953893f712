import { referenceOracle } from '../../../reference/batch-norm.ts';
import { createLayer } from '../../../reference/variants/skeleton/layer.ts';
import type { Operations, SingleRequest } from '../../../reference/variants/skeleton/steps.ts';
import type {
  Case,
  Conventions,
  Dtype,
  Request,
  Result,
  Subject,
  Tensor,
  Values,
} from '../../../spec/contract.ts';
import { layoutOf } from '../../../spec/layout.ts';

/** The float64 reference as a subject that follows the given conventions, and rounds what it gives to its dtype. */
export function referenceSubject(conventions: Conventions, dtype: Dtype = 'float32'): Subject {
  const rounded = (values: Float64Array): Values =>
    dtype === 'float32' ? Float32Array.from(values) : values;
  const tensor = (input: Tensor, values: Float64Array): Tensor => ({
    shape: input.shape,
    data: rounded(values),
  });
  const gradients = (request: SingleRequest, operation: 'trainingGradient' | 'inferenceGradient') => {
    const expected = referenceOracle[operation](caseOf(request), conventions);
    return {
      gradInput: tensor(request.input, expected.gradInput),
      gradGamma: request.gamma && rounded(expected.gradGamma),
      gradBeta: request.beta && rounded(expected.gradBeta),
    };
  };
  const operations: Operations = {
    training: (request) => {
      refuse(request, conventions);
      const expected = referenceOracle.training(caseOf(request), conventions);
      return {
        output: tensor(request.input, expected.output),
        runningMean: rounded(expected.runningMean),
        runningVariance: rounded(expected.runningVariance),
      };
    },
    inference: (request) => {
      const { output } = referenceOracle.inference(caseOf(request), conventions);
      return { output: tensor(request.input, output) };
    },
    trainingGradient: (request) => gradients(request, 'trainingGradient'),
    inferenceGradient: (request) => gradients(request, 'inferenceGradient'),
  };
  const run = (request: Request): Result => {
    if (request.operation === 'sequence') {
      return { steps: request.steps.map(createLayer(operations, request)) };
    }
    return operations[request.operation](request as never);
  };
  const single = ['training', 'inference', 'trainingGradient', 'inferenceGradient'] as const;
  // The layer of the variants keeps its state in float32.
  return {
    name: 'reference',
    dtype,
    operations: dtype === 'float32' ? [...single, 'sequence'] : single,
    conventions,
    run,
  };
}

function refuse(request: SingleRequest, { oneElement, emptyBatch }: Conventions): void {
  const { m } = layoutOf(request.input.shape, request.channelAxis);
  if (m === 1 && oneElement === 'reject') throw new Error('one element per channel');
  if (m === 0 && emptyBatch === 'reject') throw new Error('an empty batch');
}

/** The oracle reads only what the operation has. */
function caseOf(request: SingleRequest): Case {
  const { input, ...rest } = request;
  const gradOutput = 'gradOutput' in request ? request.gradOutput.data : input.data;
  return { ...rest, shape: input.shape, input: input.data, gradOutput } as unknown as Case;
}
