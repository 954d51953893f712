import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { Conventions, Dtype } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { expectedFields, type Fields, sameAnswer } from './answer-fields.ts';
import { columnMajor, rowMajor } from './column-major.ts';
import type { Setting } from './act-out.ts';
import { mistakes } from './mistakes.ts';
import { recognize } from './recognize.ts';
import { cubeCase, otherCase, plainCase } from './smoke-case.ts';

const conventions: Conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'unspecified',
};

const operations = ['inference', 'training', 'trainingGradient', 'inferenceGradient'] as const;

function settingOf(operation: CaseOperation, dtype: Dtype = 'float32'): Setting {
  return { operation, given: plainCase(), before: otherCase(), conventions, dtype, oracle: referenceOracle };
}

const rightOf = (operation: CaseOperation): Fields =>
  expectedFields(operation, plainCase(), conventions, referenceOracle);

const answersOf = (operation: CaseOperation) =>
  mistakes
    .filter(({ of }) => of === undefined || of.includes(operation))
    .map((mistake) => ({ text: mistake.text, fields: mistake.answer(settingOf(operation)) }));

const differ = (one: Fields, other: Fields) =>
  Object.keys(one).some((name) => other[name] !== undefined && !sameAnswer(one[name]!, other[name]));

describe('no two mistakes answer alike, and none answers right', () => {
  test.each(operations)('%s', (operation) => {
    const answers = answersOf(operation);
    for (const { text, fields } of answers) {
      expect([text, differ(fields, rightOf(operation))]).toEqual([text, true]);
    }
    answers.forEach(({ text, fields }, at) => {
      for (const other of answers.slice(at + 1))
        expect([text, other.text, differ(fields, other.fields)]).toEqual([text, other.text, true]);
    });
  });
});

describe.each(['float32', 'float64'] as const)(
  'each mistake is recognized by its own answer, in %s',
  (dtype) => {
    test.each(operations)('%s', (operation) => {
      const setting = settingOf(operation, dtype);
      for (const { of, text, answer } of mistakes) {
        if (of !== undefined && !of.includes(operation)) continue;
        expect(recognize(answer(setting), rightOf(operation), setting).texts).toEqual([text]);
      }
    });
  },
);

test('answers are right within what float32 can be wrong by, and then no mistake', () => {
  for (const operation of operations) {
    const noisy = Object.fromEntries(
      Object.entries(rightOf(operation)).map(([name, values]) => [
        name,
        Array.from(values, (value, at) => value * (1 + (at % 3) * 2 ** -20)),
      ]),
    );
    expect(recognize(noisy, rightOf(operation), settingOf(operation)).texts).toEqual([]);
  }
});

test('the channels of a cube tell its axes apart', () => {
  const outputs = [0, 1, 2].map((axis) => referenceOracle.inference(cubeCase(axis), conventions).output);
  expect(sameAnswer(outputs[0]!, outputs[1]!)).toBe(false);
  expect(sameAnswer(outputs[1]!, outputs[2]!)).toBe(false);
  expect(sameAnswer(outputs[0]!, outputs[2]!)).toBe(false);
});

test('column-major order and back', () => {
  const values = Float32Array.from({ length: 24 }, (_, at) => at);
  expect(Array.from(columnMajor([0, 1, 2, 3, 4, 5], [2, 3]))).toEqual([0, 3, 1, 4, 2, 5]);
  expect(rowMajor(columnMajor(values, [2, 3, 4]), [2, 3, 4])).toEqual(values);
});
