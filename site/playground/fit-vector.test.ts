import { expect, test } from 'vitest';
import { fitVector } from './fit-vector.ts';

test.each([
  ['2 1', 3, '2  1  2'],
  ['2 1', 1, '2'],
  ['5', 4, '5'],
  ['', 4, ''],
  ['2 x', 3, '2 x'],
])('"%s" for %d channels becomes "%s"', (text, channels, fitted) => {
  expect(fitVector(text, channels)).toBe(fitted);
});
