import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCommand } from './split-command.ts';

const quotings = [
  (word: string) => `"${word.replace(/["\\]/g, '\\$&')}"`,
  (word: string) => `'${word.replace(/'/g, `'"'"'`)}'`,
  (word: string) => (/^[^\s"']+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`),
];

/** A word and one of the ways to write it. */
const written = fc
  .tuple(fc.string({ unit: fc.constantFrom(...'ab\\"\' \t\n=/ü:') }), fc.constantFrom(...quotings))
  .map(([word, quote]) => ({ word, text: quote(word) }));

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n'), minLength: 1, maxLength: 3 });

it('finds each word again, however it is quoted and whatever white space lies between', () => {
  fc.assert(
    fc.property(fc.array(written), space, fc.boolean(), (words, between, prefixed) => {
      const line = ['python3', ...words.map(({ text }) => text)].join(between);
      const split = splitCommand(prefixed ? `cmd:${line}` : line);
      expect(split).toEqual({ command: 'python3', args: words.map(({ word }) => word) });
    }),
    { seed: 5 },
  );
});

it('joins pieces that touch into one word', () => {
  fc.assert(
    fc.property(fc.array(written, { minLength: 1 }), (pieces) => {
      const { args } = splitCommand(`cmd:run x${pieces.map(({ text }) => text).join('')}`);
      expect(args).toEqual([`x${pieces.map(({ word }) => word).join('')}`]);
    }),
    { seed: 6 },
  );
});

it('either splits a text or throws a sentence that quotes it, and never loses a plain word', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        const { command, args } = splitCommand(text);
        expect(command).not.toBe('');
        if (!/["']/.test(text) && !text.startsWith('cmd:')) {
          expect([command, ...args]).toEqual(text.split(/\s+/).filter((word) => word !== ''));
        }
      } catch (error) {
        expect((error as Error).message).toContain(JSON.stringify(text));
      }
    }),
    { seed: 7 },
  );
});

it('leaves a Windows path as it is', () => {
  const { command, args } = splitCommand('cmd:C:\\Python\\python.exe "C:\\My files\\adapter.py"');
  expect([command, ...args]).toEqual(['C:\\Python\\python.exe', 'C:\\My files\\adapter.py']);
});

it.each([
  ['cmd:', 'names no program'],
  ['   ', 'names no program'],
  ['cmd:"" x', 'names no program'],
  ['cmd:python3 "a', 'has a " that is never closed'],
  ["cmd:python3 it's", "has a ' that is never closed"],
])('refuses %j: it %s', (text, rule) => {
  expect(() => splitCommand(text)).toThrow(`${JSON.stringify(text)} ${rule}`);
});
