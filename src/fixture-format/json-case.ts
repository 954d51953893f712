/**
 * The JSON format in which a case travels by value: into a stored failure, a set of recorded activations,
 * or another person's hands. The shape of the case is the shape of its input.
 */
import { z } from 'zod';
import type { Case } from '../../spec/contract.ts';
import { caseOf } from './case-of.ts';
import { encodeScalar, jsonScalarSchema } from './json-scalar.ts';
import { encodeTensor, type JsonTensor, jsonTensorSchema, spellShape } from './json-tensor.ts';
import { parseNamed } from './parse-named.ts';

const vectorNames = ['gamma', 'beta', 'runningMean', 'runningVariance'] as const;

export const jsonCaseSchema = z
  .strictObject({
    channelAxis: z.int().min(0),
    input: jsonTensorSchema,
    gradOutput: jsonTensorSchema,
    gamma: jsonTensorSchema.nullable(),
    beta: jsonTensorSchema.nullable(),
    runningMean: jsonTensorSchema,
    runningVariance: jsonTensorSchema,
    epsilon: jsonScalarSchema,
    exponentialAverageFactor: jsonScalarSchema,
    variation: z
      .int()
      .min(0)
      .max(2 ** 32 - 1),
  })
  .superRefine((given, context) => {
    const fault = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: path.split('.'), message });
    };
    const { shape } = given.input;
    const spelled = spellShape(shape);
    const channels = shape[given.channelAxis];
    if (channels === undefined) {
      fault('channelAxis', `${given.channelAxis} is not an axis of shape ${spelled}`);
      return;
    }
    if (spellShape(given.gradOutput.shape) !== spelled) {
      fault('gradOutput.shape', `${spellShape(given.gradOutput.shape)} is not the input's ${spelled}`);
    }
    for (const name of vectorNames) {
      const own = given[name]?.shape ?? [channels];
      if (spellShape(own) === String(channels)) continue;
      const axis = `axis ${given.channelAxis} of shape ${spelled}`;
      fault(
        `${name}.shape`,
        `${spellShape(own)} is not one entry for each of the ${channels} channels on ${axis}`,
      );
    }
  })
  .meta({ id: 'case', title: 'A batch-norm case, by value' });

export type JsonCase = z.infer<typeof jsonCaseSchema>;

/**
 * The JSON form of a case, exact to the bit except for the payloads of NaN.
 *
 * Throws an Error that names the field and the rule where the case contradicts itself (a vector that does
 * not have one entry per channel, an epsilon that is not a float32 value): it could not be read back.
 */
export function encodeCase(given: Case): JsonCase {
  const vector = (data: Float32Array): JsonTensor => encodeTensor([data.length], data);
  const json: JsonCase = {
    channelAxis: given.channelAxis,
    input: encodeTensor(given.shape, given.input),
    gradOutput: encodeTensor(given.shape, given.gradOutput),
    gamma: given.gamma && vector(given.gamma),
    beta: given.beta && vector(given.beta),
    runningMean: vector(given.runningMean),
    runningVariance: vector(given.runningVariance),
    epsilon: encodeScalar(given.epsilon),
    exponentialAverageFactor: encodeScalar(given.exponentialAverageFactor),
    variation: given.variation,
  };
  return parseNamed(jsonCaseSchema, 'case', json);
}

/** The case in a JSON value; throws an Error that names the path and the rule where it is not one. */
export function decodeCase(json: unknown): Case {
  return caseOf(parseNamed(jsonCaseSchema, 'case', json));
}
