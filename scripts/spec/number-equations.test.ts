import { expect, test } from 'vitest';
import { numberEquations } from './number-equations.ts';

test.each([
  ['has variance (9 + 1 + 16)/3 = 26/3.', ['(9 + 1 + 16)/3 = 26/3']],
  ['is 8 · 1/2 · 2 = 8, and 6 of it', ['8 · 1/2 · 2 = 8']],
  ['with $\\frac{9+1}{2} = 5$ it is', ['(9+1)/2 = 5']],
  ['$\\sqrt{16} = 4$', ['√16 = 4']],
  ['$2^{-3} = 0.125$', ['2⁻³ = 0.125']],
  ['2/3 ≈ 0.667 and 2/3 ≈ 0.7.', ['2/3 ≈ 0.667', '2/3 ≈ 0.7']],
  ['1 + 2 = 3 = 4 − 1', ['1 + 2 = 3', '3 = 4 − 1']],
])('%s holds', (line, texts) => {
  const found = numberEquations(line);
  expect(found.map(({ text }) => text)).toEqual(texts);
  for (const { holds } of found) expect(holds).toBe(true);
});

test.each([
  '(9 + 1 + 16)/3 = 27/3',
  'is 8 · 1/2 · 2 = 9,',
  '2/3 ≈ 0.666',
  '$\\frac{1}{4} = 0.26$',
  '$2^{-3} = 0.25$',
])('%s does not', (line) => {
  expect(numberEquations(line).map(({ holds }) => holds)).toEqual([false]);
});

test.each(['with m = 2 and r = 1/2', 'f(2) = 3 is a value', 'x₁ = 3', '`a = b`', 'n + 1 = 3', '2 = x'])(
  '%s is no equation between numbers',
  (line) => {
    expect(numberEquations(line)).toEqual([]);
  },
);
