/** The schemas of a file of vectors; the JSON schemas in fixtures/schemas are made from them. */
import { z } from 'zod';
import { jsonNumberSchema } from './json-number.ts';

const words = (digits: number) =>
  z.string().regex(new RegExp(`^([0-9a-f]{${digits}}( [0-9a-f]{${digits}})*)?$`), {
    error: `must be words of ${digits} hexadecimal digits with one blank between two`,
  });

const shape = z.array(z.int().min(0)).max(8);

/** Values for people, and bits that hold. */
export const float32TensorSchema = z
  .strictObject({ shape, values: z.array(jsonNumberSchema), bits: words(8) })
  .superRefine(({ values, bits }, context) => {
    if (countOf(bits) === values.length) return;
    const message = `${countOf(bits)} words of bits stand beside ${values.length} values`;
    context.addIssue({ code: 'custom', message });
  })
  .meta({ id: 'float32Tensor' });

const float32ScalarSchema = z
  .strictObject({ value: jsonNumberSchema, bits: words(8) })
  .meta({ id: 'float32Scalar' });

/** Expected float64 values, and beside each the bound of its error; the rule is in fixtures/README.md. */
export const expectedSchema = z
  .strictObject({
    shape,
    values: z.array(jsonNumberSchema),
    bits: words(16),
    bounds: z.array(jsonNumberSchema),
  })
  .superRefine(({ shape: sizes, values, bits, bounds }, context) => {
    const needed = sizes.reduce((a, b) => a * b, 1);
    for (const [name, count] of [
      ['values', values.length],
      ['words of bits', countOf(bits)],
      ['bounds', bounds.length],
    ]) {
      if (count === needed) continue;
      context.addIssue({ code: 'custom', message: `${count} ${name} do not fit shape [${sizes}]` });
    }
  })
  .meta({ id: 'expected' });

function countOf(bits: string): number {
  return bits === '' ? 0 : bits.split(' ').length;
}

export const expectationsSchema = z
  .strictObject({
    output: expectedSchema.optional(),
    batchMean: expectedSchema.optional(),
    batchVariance: expectedSchema.optional(),
    invStd: expectedSchema.optional(),
    runningMean: expectedSchema.optional(),
    runningVariance: expectedSchema.optional(),
    runningVarianceCorrected: expectedSchema.optional(),
    gradInput: expectedSchema.optional(),
    gradGamma: expectedSchema.optional(),
    gradBeta: expectedSchema.optional(),
  })
  .meta({ id: 'expectations' });

const tensor = float32TensorSchema;
const affine = { gamma: tensor.nullable(), beta: tensor.nullable() };
const running = { runningMean: tensor, runningVariance: tensor };
const call = { epsilon: float32ScalarSchema, channelAxis: z.int().min(0) };
const average = { exponentialAverageFactor: float32ScalarSchema };

const step = z.discriminatedUnion('call', [
  z.strictObject({ call: z.literal('training'), input: tensor }),
  z.strictObject({ call: z.literal('inference'), input: tensor }),
  z.strictObject({ call: z.literal('gradient'), gradOutput: tensor }),
  z.strictObject({ call: z.literal('getState') }),
  z.strictObject({ call: z.literal('setState'), ...running }),
]);

export type JsonStep = z.infer<typeof step>;

/** A call, by its operation. */
export const callSchemas = {
  training: z.strictObject({ input: tensor, ...affine, ...running, ...call, ...average }),
  inference: z.strictObject({ input: tensor, ...affine, ...running, ...call }),
  trainingGradient: z.strictObject({ input: tensor, gradOutput: tensor, ...affine, ...call }),
  inferenceGradient: z.strictObject({ input: tensor, gradOutput: tensor, ...affine, ...running, ...call }),
  sequence: z.strictObject({ ...affine, ...running, ...call, ...average, steps: z.array(step) }),
};

const head = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower case, digits and hyphens' }),
  requirement: z.string(),
  comment: z.string(),
  flags: z.array(z.string()),
  validity: z.enum(['valid', 'acceptable', 'invalid']),
  series: z.string().optional(),
  times: z.int().min(2).optional(),
};

const single = { ...head, expected: expectationsSchema };

export const vectorSchema = z
  .discriminatedUnion('operation', [
    z.strictObject({ ...single, operation: z.literal('training'), arguments: callSchemas.training }),
    z.strictObject({ ...single, operation: z.literal('inference'), arguments: callSchemas.inference }),
    z.strictObject({
      ...single,
      operation: z.literal('trainingGradient'),
      arguments: callSchemas.trainingGradient,
    }),
    z.strictObject({
      ...single,
      operation: z.literal('inferenceGradient'),
      arguments: callSchemas.inferenceGradient,
    }),
    z.strictObject({
      ...head,
      operation: z.literal('sequence'),
      arguments: callSchemas.sequence,
      expected: z.array(expectationsSchema),
    }),
  ])
  .meta({ id: 'vector' });

export type JsonVector = z.infer<typeof vectorSchema>;

export const flagSchema = z
  .strictObject({
    kind: z.enum(['ordinary', 'edge case', 'rounding', 'known fault', 'custom', 'contract']),
    description: z.string(),
    effect: z.string(),
    links: z.array(z.url()),
  })
  .meta({ id: 'flag' });

export type Flag = Readonly<z.infer<typeof flagSchema>>;

const conventions = z.strictObject({
  runningVarianceCorrection: z.literal([0, 1]),
  normalizingVarianceCorrection: z.literal([0, 1]),
  epsilonPlacement: z.enum(['inside', 'outside']),
  epsilonFloor: z.number().min(0),
  oneElement: z.enum(['define', 'reject', 'nan', 'keep']),
  emptyBatch: z.enum(['keep', 'reject', 'nan', 'decay', 'unspecified']),
});

export const vectorFileSchema = z
  .strictObject({
    format: z.literal('bncheck/vectors'),
    version: z.literal(1),
    schema: z.literal('../schemas/vectors.schema.json'),
    title: z.string(),
    generator: z.strictObject({ command: z.string(), version: z.string(), seed: z.int().min(0) }),
    oracle: z.string(),
    dtype: z.literal('float32'),
    /** The accuracy class that the bounds are derived for. */
    grade: z.literal('sequential'),
    conventions,
    /** Known implementations that follow these conventions, but for the correction of the running variance. */
    profiles: z.array(z.string()),
    numberOfVectors: z.int().min(0),
    flags: z.record(z.string(), flagSchema),
    vectors: z.array(vectorSchema),
  })
  .meta({ title: 'Golden vectors of batch normalization' });

export type JsonVectorFile = z.infer<typeof vectorFileSchema>;
