import { expect, test } from 'vitest';
import { implementations } from './implementations.ts';
import { FLOAT32_BITS, kappaCase, kappaPoints, rightBits, truthOf } from './kappa-sweep.ts';
import { paperConventions } from './paper-conventions.ts';

const subjectOf = (id: string) =>
  implementations()
    .find((one) => one.id === id)!
    .make(paperConventions);
const subjects = [
  ['one pass', subjectOf('one-pass')],
  ['two passes', subjectOf('two-pass')],
  ['kernel', implementations()[0]!.make(paperConventions)],
] as const;

test.each([1, 100, 1e4, 1e6])('the case has the conditioning that was asked for: %d', (kappa) => {
  const own = truthOf(kappaCase(kappa, 64, 1), paperConventions).kappa;
  expect(own / Math.max(kappa, 1)).toBeGreaterThan(0.9);
  expect(own / Math.max(kappa, 1)).toBeLessThan(1.2);
});

test('at kappa 1e4 one pass has lost nearly all bits, two passes half, and the kernel none that float32 could keep', async () => {
  const [onePass, twoPasses, kernel] = await kappaPoints(subjects, kappaCase(1e4, 64, 2), paperConventions);
  expect(onePass!.bits).toBeLessThan(3);
  expect(twoPasses!.bits).toBeGreaterThan(6);
  expect(twoPasses!.bits).toBeLessThan(FLOAT32_BITS);
  expect(kernel!.bits).toBeGreaterThan(22);
});

test('right bits: all of them without error, none where the error is as large as the result, none for a NaN', () => {
  expect(rightBits([1, 2], [1, 2])).toBe(FLOAT32_BITS);
  expect(rightBits([1, 4], [1, 2])).toBe(0);
  expect(rightBits([1, Number.NaN], [1, 2])).toBe(0);
  expect(rightBits([1, 2 + 2 ** -9], [1, 2])).toBe(10);
});
