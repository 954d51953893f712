import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';

const line = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\n\uFEFF]/g, ''));

it('finds the same lines however the bytes are cut into chunks', () => {
  fc.assert(
    fc.property(
      fc.array(line),
      line,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (lines, rest, sizes) => {
        const bytes = Buffer.from([...lines, rest].join('\n'));
        const splitter = createLineSplitter(bytes.length);
        const found: string[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          found.push(...splitter.push(bytes.subarray(at, at + size)));
          at += size;
        }
        expect(found).toEqual(lines);
        expect(splitter.unfinished()).toBe(rest);
      },
    ),
    { seed: 51 },
  );
});

it('takes a line of the greatest length and refuses one byte more, ended or not', () => {
  for (const end of ['', '\n']) {
    expect(createLineSplitter(5).push(Buffer.from(`12345${end}`))).toEqual(end === '' ? [] : ['12345']);
    expect(() => createLineSplitter(5).push(Buffer.from(`123456${end}`))).toThrow(
      'one line is longer than 5 bytes',
    );
  }
});

it('refuses what is not UTF-8, quoting what can be read', () => {
  const bytes = Buffer.from([0x61, 0xc3, 0x0a]);
  expect(() => createLineSplitter(9).push(bytes)).toThrow('is not valid UTF-8; it starts "a\uFFFD"');
});
