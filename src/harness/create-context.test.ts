import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../../reference/batch-norm.ts';
import type { Dtype, Request, Subject, Tensor, Values } from '../../spec/contract.ts';
import type { CaseOperation } from '../../spec/property.ts';
import { createContext } from './create-context.ts';
import { faultOf } from './subject-fault.ts';
import { smallCases, someCases } from './testing/cases.ts';
import { answering, sound } from './testing/subjects.ts';

const seed = 61;
const contextOf = (subject: Subject, way: string | null = null) =>
  createContext(subject, { oracle: referenceOracle, timeoutMs: 100, way, grade: () => {} });
const operations: readonly CaseOperation[] = [
  'training',
  'inference',
  'trainingGradient',
  'inferenceGradient',
];

const isValues = (value: unknown): value is Values =>
  value instanceof Float32Array || value instanceof Float64Array;

/** Every array of a request by its name. */
function arraysOf(request: Request): Map<string, Values> {
  const arrays = new Map<string, Values>();
  for (const [name, value] of Object.entries(request) as [string, unknown][]) {
    if (isValues(value)) arrays.set(name, value);
    else if (typeof value === 'object' && value !== null && 'data' in value) {
      arrays.set(name, (value as Tensor).data);
    }
  }
  return arrays;
}

describe('the request of a case', () => {
  test('holds its numbers in the dtype of the subject, in memory of its own', () => {
    fc.assert(
      fc.property(
        smallCases,
        fc.constantFrom(...operations),
        fc.constantFrom<Dtype>('float32', 'float64'),
        (given, operation, dtype) => {
          const { requestOf } = contextOf({ ...sound, dtype });
          const [first, second] = [requestOf(operation, given), requestOf(operation, given)];
          expect(second).toEqual(first);
          const others = arraysOf(second);
          for (const [name, values] of arraysOf(first)) {
            const source = given[name as 'input'];
            expect(values).toBeInstanceOf(dtype === 'float32' ? Float32Array : Float64Array);
            expect([...values]).toEqual([...source]);
            expect(values.buffer).not.toBe(source.buffer);
            expect(values.buffer).not.toBe(others.get(name)!.buffer);
          }
        },
      ),
      { seed },
    );
  });

  test('names the way of use only where there is one', () => {
    const given = someCases(seed, 1)[0]!;
    expect(contextOf(sound, 'fast').requestOf('training', given).way).toBe('fast');
    expect('way' in contextOf(sound).requestOf('training', given)).toBe(false);
  });
});

describe('a call through the context', () => {
  const given = someCases(seed, 1)[0]!;

  test('faults with a sentence where the result breaks the contract of shapes', async () => {
    const { training } = contextOf(answering(() => ({ output: { shape: [1], data: new Float32Array(1) } })));
    const error = await training(given).catch((caught: unknown) => caught);
    expect(faultOf(error)).toBe('errored');
    expect((error as Error).message).toMatch(/^training gave output of shape \[1\] for an input of shape \[/);
  });

  test('faults where nothing came back', async () => {
    await expect(contextOf(answering(() => undefined)).inference(given)).rejects.toThrow(
      'inference gave nothing instead of a result object',
    );
  });

  test('checks no shapes where the raw result is asked for', async () => {
    const context = contextOf(answering(() => 'anything'));
    expect(await context.raw(context.requestOf('training', given))).toBe('anything');
  });

  test('takes a refusal as an answer where an answer is asked for, but no skip and no broken process', async () => {
    const refusing = contextOf(
      answering(() => {
        throw new Error('bad axis');
      }),
    );
    const request = refusing.requestOf('training', given);
    expect(await refusing.answer(request)).toEqual({ refused: 'training threw: bad axis' });
    await expect(contextOf(answering(() => ({ skipped: 'no' }))).answer(request)).rejects.toThrow('no');
    const crashing = answering(() => {
      throw Object.assign(new Error('gone'), { name: 'CrashError' });
    });
    await expect(contextOf(crashing).answer(request)).rejects.toThrow('gone');
  });
});
