import { describe, expect, test } from 'vitest';
import { contractBreach } from '../../spec/result-contract.ts';
import { plainAnswer } from './plain-answer.ts';
import { inferenceRequest as request } from './testing/inference-request.ts';

const shape = [2, 1];
const data = Float32Array.of(3, 4);

/** Gives a value once, and then another. */
function changing(first: unknown, then: unknown): () => unknown {
  let reads = 0;
  return () => {
    reads += 1;
    return reads === 1 ? first : then;
  };
}

describe('an answer is read once', () => {
  test('so that a field which changes with each reading is judged by the first', () => {
    const output = Object.defineProperty({ shape }, 'data', { get: changing(data, undefined) });
    const answer = Object.defineProperty({}, 'output', { get: changing(output, Symbol('no')) });
    const plain = plainAnswer(answer);
    for (let time = 0; time < 3; time += 1) expect(plain).toEqual({ output: { shape, data } });
  });

  test('and the fields of a class are fields', () => {
    class Answer {
      get output() {
        return { shape, data };
      }
    }
    expect(plainAnswer(new Answer())).toEqual({ output: { shape, data } });
  });

  test('and so are those of steps', () => {
    const step = Object.defineProperty({}, 'output', { get: changing({ shape, data }, null) });
    const plain = plainAnswer({ steps: [step, null, 3] });
    expect(plain).toEqual({ steps: [{ output: { shape, data } }, null, 3] });
    expect(plain).toEqual({ steps: [{ output: { shape, data } }, null, 3] });
  });
});

class Overridden extends Float32Array {
  override get length(): number {
    throw new Error('no length');
  }
}

const liar = Object.defineProperty(new Float32Array(0), 'length', { value: 2 });
const given = Float32Array.of(1, 2);
structuredClone(given, { transfer: [given.buffer] });

test.each([
  ['a proxy of numbers', new Proxy(data, {}), 'gave output as a Object instead of float32 values'],
  [
    'what inherits from numbers',
    Object.create(Float32Array.prototype),
    'gave output as a Object instead of float32 values',
  ],
  ['numbers that lie about their length', liar, 'gave 0 values as output where 2 are needed'],
  ['numbers that were given away', given, 'gave 0 values as output where 2 are needed'],
  ['other numbers', Int32Array.of(1, 2), 'gave output as a Int32Array instead of float32 values'],
  ['a list', [1, 2], 'gave output as a Array instead of float32 values'],
  ['numbers of a class of their own', new Overridden(data), null],
])('%s as data are what they are', (_, wrong, breach) => {
  expect(contractBreach(request, plainAnswer({ output: { shape, data: wrong } }), 'float32')).toBe(breach);
});

test.each([
  [['2', '1'], 'gave output of shape ["2", "1"] for an input of shape [2, 1]'],
  [[2, { toString: () => '1' }], 'gave output of shape [2, a object] for an input of shape [2, 1]'],
  [[2, Symbol('1')], 'gave output of shape [2, a symbol] for an input of shape [2, 1]'],
  [
    new Array(40),
    `gave output of shape [${new Array(32).fill('a undefined').join(', ')}] for an input of shape [2, 1]`,
  ],
  [Int32Array.of(2, 1), 'gave output without a shape'],
])('sizes that are no numbers are none: %o', (sizes, breach) => {
  expect(contractBreach(request, plainAnswer({ output: { shape: sizes, data } }), 'float32')).toBe(breach);
});

test('a list of the largest length costs nothing', () => {
  const steps = Object.assign([], { length: 2 ** 32 - 1 });
  expect((plainAnswer({ steps }) as { readonly steps: readonly unknown[] }).steps.length).toBeLessThan(1e5);
  expect(plainAnswer({ output: { shape: steps, data } })).toBeDefined();
});
