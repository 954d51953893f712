import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, type Hypothesis, misfit } from './decide.ts';

const largest = 2 ** 127;

const hypothesis = (value: string, actual: number, expected: number, bound: number): Hypothesis<string> => ({
  value,
  text: value,
  predictions: [
    { actual: Float64Array.of(actual), expected: Float64Array.of(expected), bounds: Float64Array.of(bound) },
  ],
});

const decided = (...hypotheses: readonly Hypothesis<string>[]) => decide(hypotheses, largest, 'asked');

test('the one hypothesis within its bound is found, with the distance of the next', () => {
  const finding = decided(hypothesis('a', 1, 3, 0.5), hypothesis('b', 1, 1.25, 0.5));
  expect(finding).toMatchObject({ kind: 'found', value: 'b', evidence: 'asked' });
  expect(finding.kind === 'found' && finding.separation).toBeCloseTo(4, 4);
});

test('nothing is found by being nearest', () => {
  const finding = decided(hypothesis('a', 1, 3, 0.5), hypothesis('b', 1, 1.75, 0.5));
  expect(finding).toEqual({
    kind: 'none',
    text: 'asked: like none of the 2 known answers; the nearest, "b", is 1.5 bounds away',
  });
});

test('two that fit alike decide nothing', () => {
  const finding = decided(hypothesis('a', 1, 1, 0.5), hypothesis('b', 1, 1.25, 0.5));
  expect(finding).toEqual({ kind: 'unable', text: 'asked: a and b fit alike' });
});

test('a NaN agrees only with a NaN', () => {
  expect(decided(hypothesis('a', Number.NaN, 1, 0.5))).toMatchObject({ kind: 'none' });
  expect(decided(hypothesis('a', Number.NaN, Number.NaN, 0))).toMatchObject({ kind: 'found' });
});

test('an infinite bound, which accepts anything, is no agreement', () => {
  const { predictions } = hypothesis('a', 1, 1, Number.POSITIVE_INFINITY);
  expect(misfit(predictions, largest)).toBe(Number.POSITIVE_INFINITY);
});

test('what is found is always within its bound, and the others are not', () => {
  const number = fc.integer({ min: -20, max: 20 });
  const bound = fc.integer({ min: 1, max: 10 });
  fc.assert(
    fc.property(number, fc.array(fc.tuple(number, bound), { minLength: 1 }), (actual, expectations) => {
      const finding = decided(
        ...expectations.map(([expected, b], k) => hypothesis(`${k}`, actual, expected, b)),
      );
      const fitting = expectations.flatMap(([expected, b], k) =>
        Math.abs(actual - expected) <= b ? [`${k}`] : [],
      );
      const kinds = { 0: 'none', 1: 'found' } as const;
      expect(finding.kind).toBe(kinds[fitting.length as 0 | 1] ?? 'unable');
      if (finding.kind === 'found') expect(finding.value).toBe(fitting[0]);
    }),
    { seed: 64 },
  );
});
