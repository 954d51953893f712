/** How the mistakes in mistakes.ts are acted out: the oracle's answer to a changed case, changed once more on its way back. */
import type { Case, Conventions, Dtype, Oracle, Values } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { expectedFields, type Fields, swapBytes } from './answer-fields.ts';
import { columnMajor, rowMajor } from './column-major.ts';

/** What a mistake needs to be acted out. */
export interface Setting {
  readonly operation: CaseOperation;
  readonly given: Case;
  /** The case that the subject was given before. */
  readonly before: Case;
  readonly conventions: Conventions;
  readonly dtype: Dtype;
  readonly oracle: Oracle;
}

export interface Mistake {
  /** What is wrong and where to look, as two or three sentences. */
  readonly text: string;
  /** True of one that spoils every answer: nothing else need be asked. */
  readonly everywhere?: true;
  readonly of?: readonly CaseOperation[];
  readonly answer: (setting: Setting) => Fields;
}

export const answer = ({ operation, given, conventions, oracle }: Setting): Fields =>
  expectedFields(operation, given, conventions, oracle);

/** The answer to a changed case. */
export const withCase =
  (change: (given: Case) => Partial<Case>) =>
  (setting: Setting): Fields =>
    answer({ ...setting, given: { ...setting.given, ...change(setting.given) } });

export const withConventions =
  (change: (conventions: Conventions) => Partial<Conventions>) =>
  (setting: Setting): Fields =>
    answer({ ...setting, conventions: { ...setting.conventions, ...change(setting.conventions) } });

/** The right answer, changed on its way back. */
export const withResult =
  (change: (fields: Fields, setting: Setting) => Fields) =>
  (setting: Setting): Fields =>
    change(answer(setting), setting);

const mapFields = (fields: Fields, change: (values: ArrayLike<number>) => ArrayLike<number>): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, change(values)]));

export const each = (change: (value: number) => number) => (fields: Fields) =>
  mapFields(fields, (values) => Array.from(values, change));

export const swappedInputs =
  (dtype: Dtype) =>
  (given: Case): Partial<Case> => {
    const swap = <V extends Values | null>(values: V) => (values && swapBytes(values, dtype)) as V;
    const { input, gradOutput, gamma, beta, runningMean, runningVariance } = given;
    return {
      input: swap(input),
      gradOutput: swap(gradOutput),
      gamma: swap(gamma),
      beta: swap(beta),
      runningMean: swap(runningMean),
      runningVariance: swap(runningVariance),
    };
  };

export const swapResult = (fields: Fields, dtype: Dtype) =>
  mapFields(fields, (values) => swapBytes(values, dtype));

export const readColumns = ({ input, gradOutput, shape }: Case): Partial<Case> => ({
  input: rowMajor(input, shape),
  gradOutput: rowMajor(gradOutput, shape),
});

export const writeColumns = (fields: Fields, { given }: Setting): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [
      name,
      name === 'output' || name === 'gradInput' ? columnMajor(values, given.shape) : values,
    ]),
  );
