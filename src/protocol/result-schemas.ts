import { z } from 'zod';
import type {
  GradientResult,
  InferenceResult,
  Operation,
  Result,
  Step,
  StepResult,
  TrainingResult,
} from '../../spec/contract.ts';
import { must } from './rule-messages.ts';
import { incomingTensor, incomingVector } from './wire-tensor.ts';

const shown = incomingVector.nullish();
const object = must('an object');

const training = z
  .object(
    {
      output: incomingTensor,
      batchMean: shown,
      batchVariance: shown,
      invStd: shown,
      runningMean: shown,
      runningVariance: shown,
    },
    object,
  )
  .transform(({ output, ...rest }): TrainingResult => ({ output, ...withoutEmpty(rest) }));

const inference: z.ZodType<InferenceResult> = z.object({ output: incomingTensor }, object);

const gradient = z
  .object({ gradInput: incomingTensor, gradGamma: shown, gradBeta: shown }, object)
  .transform(({ gradInput, ...rest }): GradientResult => ({ gradInput, ...withoutEmpty(rest) }));

/** What a layer gives of its state. */
export const wireState = z.object({ runningMean: incomingVector, runningVariance: incomingVector }, object);

/** Setting the state gives nothing back; whatever the subject says there is ignored. */
const nothing = z.unknown().transform((): StepResult => ({}));

/** The schema of one step's result, by what was called. */
export const stepSchemas: Readonly<Record<Step['call'], z.ZodType<StepResult>>> = {
  training,
  inference,
  gradient,
  getState: wireState,
  setState: nothing,
};

/** The schema of a result, by operation; each gives values in fresh memory. */
export const resultSchemas: Readonly<Record<Exclude<Operation, 'sequence'>, z.ZodType<Result>>> = {
  training,
  inference,
  trainingGradient: gradient,
  inferenceGradient: gradient,
};

type Present<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

function withoutEmpty<Fields extends object>(fields: Fields): Present<Fields> {
  const kept: Partial<Record<keyof Fields, unknown>> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== null && value !== undefined) kept[name] = value;
  }
  return kept as Present<Fields>;
}
