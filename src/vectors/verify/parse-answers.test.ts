import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAnswers } from './parse-answers.ts';

const seed = 20150211;
const parse = (...lines: readonly unknown[]) =>
  parseAnswers(
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    'file',
  );

describe('values may be written', () => {
  test.each([
    ['as a list of numbers', [1, -0.1, 'NaN', '-Infinity']],
    ['as values', { values: [1, -0.1, 'NaN', '-Infinity'] }],
    ['as bits', { bits: '3f800000 bdcccccd 7fc00000 ff800000' }],
    ['as bits in capitals', { bits: '3F800000 BDCCCCCD 7FC00000 FF800000' }],
  ])('%s', (_, output) => {
    const [answer] = parse({ id: 'a', result: { output } });
    expect(answer).toEqual({
      id: 'a',
      place: 'file, line 1',
      result: { output: Float32Array.of(1, -0.1, Number.NaN, Number.NEGATIVE_INFINITY) },
    });
  });

  test('as the base64 of the line protocol, with their shape', () => {
    const data = Buffer.from(Float32Array.of(1, 2).buffer).toString('base64');
    const [answer] = parse({ id: 'a', result: { output: { dtype: 'float32', shape: [1, 2], data } } });
    expect(answer!.result).toEqual({ output: { shape: [1, 2], data: Float32Array.of(1, 2) } });
  });
});

test('a list of answers will do as well as lines, and empty lines do no harm', () => {
  const [one, two] = [
    { id: 'a', refused: 'no' },
    { id: 'b', skipped: 'not here' },
  ];
  expect(parse('', one, '', two).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(parse([one, two]).map(({ id }) => id)).toEqual(['a', 'b']);
});

test.each([
  [
    '{"id": "a"',
    'file, line 1: this is no JSON: "{\\"id\\": \\"a\\"". Write one JSON object a line, NaN as "NaN"',
  ],
  ['{"id": "a", "result": {"output": [NaN]}}', /^file, line 1: this is no JSON: /],
  ['{"id": "a"}', 'file, line 1: must hold one of "result", "refused" and "skipped", and holds none'],
  [
    '{"id": "a", "refused": "x", "skipped": "y"}',
    'file, line 1: must hold one of "result", "refused" and "skipped", and holds refused and skipped',
  ],
  ['7', /^file, line 1: .*expected object/],
  ['{"result": {}}', /^file, line 1.id: expected string/],
  ['{"id": "a", "result": {"output": "1 2"}}', /^file, line 1.result.*/],
  ['{"id": "a", "result": {}, "operation": "training", "arguments": {}}', /^file, line 1.arguments/],
])('%s is refused in one sentence with its place', (line, message) => {
  expect(() => parse(line)).toThrow(message);
});

test('no text makes the parser do anything but give answers or one line of an Error', () => {
  const field = fc.oneof(fc.jsonValue(), fc.array(fc.double()), fc.record({ bits: fc.string() }));
  const answer = fc.record(
    { id: fc.string(), result: fc.dictionary(fc.constantFrom('output', 'steps', '__proto__'), field) },
    { noNullPrototype: true },
  );
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    answer.map((one) => JSON.stringify(one)),
  );
  const property = fc.property(text, (given) => {
    try {
      expect(Array.isArray(parseAnswers(given, 'file'))).toBe(true);
    } catch (error) {
      expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
      expect((error as Error).message).toMatch(/^file[ ,:.[]/);
      expect((error as Error).message.length).toBeLessThan(500);
    }
  });
  fc.assert(property, { seed, numRuns: 500 });
});
