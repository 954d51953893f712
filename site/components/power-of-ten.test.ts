import { expect, test } from 'vitest';
import { powerOfTen, powersOfTen } from './power-of-ten.ts';

test('powers of ten have their exponent, and what lies between has no label', () => {
  expect([1, 10, 1e3, 1e-12].map(powerOfTen)).toEqual(['10⁰', '10¹', '10³', '10⁻¹²']);
  expect([2, 500, 0.3].map(powerOfTen)).toEqual(['', '', '']);
});

test('every power has a label, however its number was rounded', () => {
  for (const value of powersOfTen(-20, 20)) expect(powerOfTen(value), String(value)).not.toBe('');
  expect(powersOfTen(0, 9, 3)).toEqual([1, 1e3, 1e6, 1e9]);
});
