import { expect, test } from 'vitest';
import { createTextTail } from './text-tail.ts';

function quoteOf(...printed: readonly string[]): string {
  const tail = createTextTail();
  for (const text of printed) tail.push(text);
  return tail.quote();
}

test('nothing printed, nothing quoted', () => {
  expect(quoteOf()).toBe('');
  expect(quoteOf('\n \n')).toBe('');
});

test('the last three lines are quoted, however they came', () => {
  expect(quoteOf('one\ntw', 'o\nthree\n', 'four\n')).toBe(' Its stderr ends: "two\\nthree\\nfour".');
});

test('what a Python traceback ends with is quoted to its end, and not the line that underlines', () => {
  const source = `    return decode(${'x, '.repeat(100)})`;
  const marks = '^'.repeat(200);
  const quote = quoteOf(
    `Traceback\n${source}\n    ${marks}\nValueError: cannot reshape array of size 0 into shape (1,1)\n`,
  );
  expect(quote).toMatch(/^ Its stderr ends: \.\.\."/);
  expect(quote).toContain('ValueError: cannot reshape array of size 0 into shape (1,1)".');
  expect(quote).not.toContain('^');
  expect(quote.length).toBeLessThan(200);
});
