import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import type { Conventions } from '../../spec/contract.ts';
import { vectorSources, vectorTruth } from '../cli/fixtures/vector-sources.ts';
import { packageVersion } from '../cli/package-version.ts';
import { vectorFileText } from './format/vector-file.ts';
import { filePlans } from './generate/all-files.ts';
import { vectorsFolder } from './load-vectors.ts';
import { answersOf } from './testing/answers-of.ts';
import { committedVectors } from './testing/committed.ts';
import { indexOf, verifyAnswers } from './verify/verify-answers.ts';

const files = committedVectors();

describe('every file is what the generator makes, to the byte', () => {
  const sources = vectorSources();

  test.each(filePlans)('$name', async ({ name, make }) => {
    const text = vectorFileText(await make(1, sources), packageVersion());
    expect(text).toBe(readFileSync(join(vectorsFolder(), `${name}.json`), 'utf8'));
  });
});

const plain = files.filter(({ name }) => !name.startsWith('profile-'));
const index = indexOf(plain);

async function failuresOf(variant: (typeof soundVariants)[number], profile: Conventions) {
  const answers = await answersOf(variant.make(), plain);
  const { verdicts } = verifyAnswers(answers, index, { truth: vectorTruth(), profile });
  return verdicts.filter(({ verdict }) => verdict === 'failed').map(({ id, message }) => `${id}: ${message}`);
}

test.each(soundVariants)('nothing is said against the sound variant $id', async (variant) => {
  expect(await failuresOf(variant, variant.make().conventions)).toEqual([]);
});

/** What data cannot show: memory that is shared or written to, types, and what a layer or a cache keeps between calls. */
const beyondVectors: readonly string[] = [
  'grad-input-shares-grad-output',
  'grad-output-overwritten',
  'half-updated-before-refusal',
  'inference-adds-epsilon-in-place',
  'inference-formula-varies',
  'input-overwritten',
  'layer-folds-once',
  'layer-gradient-by-current-running-statistics',
  'order-of-sums-varies',
  'output-in-float64',
  'output-in-place-of-input',
  'running-mean-returned-as-given',
  'running-mean-shares-batch-mean',
  'running-statistics-in-float64',
  'running-statistics-updated-in-place',
  'statistics-cached-by-buffer',
];

test('every faulty variant is found, but for those that data cannot show', async () => {
  const missed: string[] = [];
  for (const variant of faultyVariants) {
    if ((await failuresOf(variant, variant.make().conventions)).length === 0) missed.push(variant.id);
  }
  expect(missed.sort()).toEqual([...beyondVectors].sort());
});
