import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiplyHash } from '../../../scripts/wasm/compile-multiply.mjs';
import { randomFrom } from '../../../spec/arbitraries/random.ts';
import { sameBits } from '../../../spec/compare.ts';
import { createMultiply, type Matrix, multiplyPlainly } from './multiply.ts';

const size = fc.integer({ min: 1, max: 21 });

test('the product by WebAssembly has the bits of the plain one, transposed or not, large after small', () => {
  const multiply = createMultiply();
  expect(multiply).not.toBe(multiplyPlainly);
  const shapes = fc.record({ n: size, p: size, q: size, a: fc.boolean(), b: fc.boolean(), seed: fc.nat() });
  const property = fc.property(shapes, ({ n, p, q, a, b, seed }) => {
    const random = randomFrom(seed);
    const matrix = (rows: number, columns: number, transposed: boolean): Matrix => {
      const values = Float32Array.from({ length: rows * columns }, random.normal);
      return { values, rows, columns, ...(transposed ? { transposed } : {}) };
    };
    const [left, right] = [matrix(n, p, a), matrix(p, q, b)];
    expect(sameBits(multiply(left, right), multiplyPlainly(left, right))).toBe(true);
  });
  fc.assert(property, { seed: 1, numRuns: 150 });
});

test('a product is what it should be', () => {
  const a: Matrix = { values: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 2, columns: 3 };
  const b: Matrix = { values: Float32Array.of(1, 0, -1, 2, 1, 1), rows: 3, columns: 2 };
  expect([...createMultiply()(a, b)]).toEqual([2, 7, 5, 16]);
  const turned: Matrix = { ...b, values: Float32Array.of(1, -1, 1, 0, 2, 1), transposed: true };
  expect([...createMultiply()(a, turned)]).toEqual([2, 7, 5, 16]);
});

test('the module was made from the source as it is', () => {
  const path = new URL('./generated/multiply-module.ts', import.meta.url);
  expect(readFileSync(path, 'utf8')).toContain(`// Source: ${multiplyHash()}\n`);
});
