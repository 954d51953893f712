import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import { profiles } from '../../spec/conventions.ts';
import { requirements } from '../../spec/requirements.ts';
import { vectorSources, vectorTruth } from '../cli/fixtures/vector-sources.ts';
import { packageVersion } from '../cli/package-version.ts';
import { flags } from './flags.ts';
import { vectorFileText } from './format/vector-file.ts';
import { filePlans } from './generate/all-files.ts';
import { inputClasses } from './generate/class-vectors.ts';
import { kebab } from './generate/operations.ts';
import { isTelling } from './is-telling.ts';
import { vectorsFolder } from './load-vectors.ts';
import { answersOf } from './testing/answers-of.ts';
import { committedVectors } from './testing/committed.ts';
import { indexOf, verifyAnswers } from './verify/verify-answers.ts';

const files = committedVectors();
const vectors = files.flatMap((file) => file.vectors);

describe('a sample of the files is what the generator makes, to the byte; the others at night', () => {
  const sample = ['bn-train-running-mean', 'bn-arguments', 'worst-cases', 'profile-darknet'];

  test.each(filePlans.filter(({ name }) => sample.includes(name)))('$name', async ({ name, make }) => {
    const text = vectorFileText(await make(1, vectorSources()), packageVersion());
    expect(text).toBe(readFileSync(join(vectorsFolder(), `${name}.json`), 'utf8'));
  });
});

test('there is a file for each plan, and no other', () => {
  expect(files.map(({ name }) => name)).toEqual(filePlans.map(({ name }) => name).sort());
});

test('there are three thousand vectors and more, each with an id of its own', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(3000);
  expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
});

test('every requirement, every input class and every operation has vectors', () => {
  for (const { id } of requirements) {
    expect(vectors.filter(({ requirement }) => requirement === id).length, id).toBeGreaterThanOrEqual(20);
  }
  for (const { part, name } of inputClasses) {
    const own = vectors.filter(({ id }) => id.startsWith(`${part}-${kebab(name)}-`));
    expect(own.length, `${part} ${name}`).toBeGreaterThanOrEqual(4);
  }
  expect(new Set(vectors.map(({ request }) => request.operation)).size).toBe(5);
});

test('every profile has a file of its own conventions', () => {
  const known = files.map(({ conventions }) => JSON.stringify(Object.entries(conventions).sort()));
  for (const { id, conventions } of profiles) {
    expect(known, id).toContain(JSON.stringify(Object.entries(conventions).sort()));
  }
});

test('every flag is used, and every flag that is used is explained', () => {
  const used = new Set(vectors.flatMap((vector) => vector.flags));
  expect([...used].sort()).toEqual(Object.keys(flags).sort());
  expect(vectors.every((vector) => vector.flags.length > 0)).toBe(true);
});

test('most vectors are small enough to be read, and nearly all can tell right from wrong', () => {
  const sizes = vectors.map(({ request }) => ('input' in request ? request.input.data.length : 0));
  expect(sizes.filter((size) => size <= 12).length).toBeGreaterThan(0.9 * vectors.length);
  expect(Math.max(...sizes)).toBeLessThan(300);
  expect(vectors.filter(isTelling).length).toBeGreaterThan(0.97 * vectors.length);
});

describe('a sample of the vectors', () => {
  const some = files
    .filter(({ name }) => !name.startsWith('profile-'))
    .map((file) => {
      return { ...file, vectors: file.vectors.filter((_, k) => k % 8 === 0) };
    });
  const index = indexOf(some);
  const options = { truth: vectorTruth(), profile: null };
  const failuresOf = async (id: string) => {
    const variant = [...soundVariants, ...faultyVariants].find((one) => one.id === id)!;
    const { verdicts, correction } = verifyAnswers(await answersOf(variant.make(), some), index, options);
    return { correction, failed: verdicts.filter(({ verdict }) => verdict === 'failed') };
  };

  test.each([
    ['welford', 1],
    ['folded-scale-and-shift', 1],
    ['running-variance-uncorrected', 0],
  ])(
    'accuses nothing of the sound variant %s, whose running variance has the correction %i',
    async (id, kept) => {
      expect(await failuresOf(id)).toEqual({ correction: kept, failed: [] });
    },
  );

  test.each([
    ['epsilon-outside-root', 'BN-TRAIN-OUTPUT'],
    ['momentum-reversed', 'BN-TRAIN-RUNNING-MEAN'],
  ])('finds the fault %s, and names %s', async (id, requirement) => {
    const { failed } = await failuresOf(id);
    expect(failed.map((verdict) => verdict.requirement)).toContain(requirement);
  });
});
