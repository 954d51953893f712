import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../fixture-format/package-root.ts';
import { decodeVectorFile } from './format/vector-file.ts';
import { vectorsFolder } from './load-vectors.ts';
import { vectorSchemaFiles } from './schema-files.ts';

test('the committed JSON schemas are those that scripts/write-json-schemas.ts writes', () => {
  for (const [name, text] of Object.entries(vectorSchemaFiles())) {
    expect(readFileSync(join(packageRoot(), 'fixtures', 'schemas', name), 'utf8'), name).toBe(text);
  }
});

describe('a file of vectors that is not one is refused with the place and the rule', () => {
  const sound = readFileSync(join(vectorsFolder(), 'bn-grad-beta.json'), 'utf8');
  const damaged = (damage: (json: Record<string, never>) => void) => {
    const json = JSON.parse(sound);
    damage(json);
    return () => decodeVectorFile(json, 'file');
  };
  const first = (json: Record<string, never>) =>
    (json as never as { vectors: [Record<string, never>] }).vectors[0];

  test.each([
    [
      'an unknown field',
      (json: Record<string, unknown>) => (json.extra = 1),
      /^file: Unrecognized key: "extra"/,
    ],
    ['another version', (json: Record<string, unknown>) => (json.version = 2), /^file.version: expected 1/],
    [
      'an unknown field of a vector',
      (json: never) => Object.assign(first(json), { colour: 'red' }),
      /^file.vectors\[0\]: Unrecognized key: "colour"/,
    ],
    [
      'bits of an odd length',
      (json: never) =>
        Object.assign((first(json) as never as { expected: { gradBeta: object } }).expected.gradBeta, {
          bits: 'abc',
        }),
      /^file.vectors\[0\].expected.gradBeta.bits: must be words of 16 hexadecimal digits/,
    ],
    [
      'a bound too few',
      (json: never) =>
        (
          first(json) as never as { expected: { gradBeta: { bounds: number[] } } }
        ).expected.gradBeta.bounds.pop(),
      /^file.vectors\[0\].expected.gradBeta: \d+ bounds do not fit shape/,
    ],
  ] as const)('%s', (_, damage, message) => {
    expect(damaged(damage as never)).toThrow(message);
  });
});
