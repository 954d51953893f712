import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vectorTruth } from '../cli/fixtures/vector-sources.ts';
import { packageRoot } from '../fixture-format/package-root.ts';
import { encodeVector } from './format/json-vector.ts';
import { readableJson } from './format/readable-json.ts';
import { committedVectors } from './testing/committed.ts';
import { parseAnswers } from './verify/parse-answers.ts';
import { indexOf, verifyAnswers } from './verify/verify-answers.ts';

const page = readFileSync(join(packageRoot(), 'fixtures', 'README.md'), 'utf8');
const [vector, answers] = Array.from(page.matchAll(/```json\n([\s\S]*?)\n```/g), ([, text]) => text!);
const index = indexOf(committedVectors());

test('the vector on the page is one that is there', () => {
  expect(readableJson(encodeVector(index.get('bn-train-output-040')!.vector))).toBe(vector);
});

test('the answers on the page are right', () => {
  const read = parseAnswers(answers!, 'page');
  const { verdicts } = verifyAnswers(read, index, { truth: vectorTruth(), profile: null });
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'skipped']);
});

test('every link of the page leads to a file', () => {
  for (const [, target] of page.matchAll(/\]\(([^)#]+)\)/g)) {
    expect(() => readFileSync(join(packageRoot(), 'fixtures', target!)), target).not.toThrow();
  }
});
