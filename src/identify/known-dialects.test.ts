/** The dialects of libraries that npm can install, as their documentation and their source have them. */
import { describe, expect, test } from 'vitest';
import { knownSubjects } from '../adapters/known-subjects.ts';
import type { Conventions } from '../../spec/contract.ts';
import type { Answers, QuestionId } from './identified.ts';
import { identifyCounted } from './testing/identify-counted.ts';

interface Dialect {
  readonly name: string;
  readonly conventions: Partial<Conventions>;
  readonly answers: Partial<Answers>;
}

const biased: Partial<Conventions> = {
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  normalizingVarianceCorrection: 0,
};

const dialects: readonly Dialect[] = [
  {
    name: 'tfjs:cpu',
    conventions: { ...biased, runningVarianceCorrection: 0, oneElement: 'define', emptyBatch: 'decay' },
    answers: {
      exponentialAverageFactor: 'as asked',
      variance: 'two-pass',
      sums: 'wider',
      trainingOutput: 'wider',
    },
  },
  {
    // Its running mean takes up memory that nobody has written after an empty batch.
    name: 'tfjs:wasm',
    conventions: { ...biased, runningVarianceCorrection: 0, oneElement: 'define' },
    answers: {
      exponentialAverageFactor: 'as asked',
      variance: 'two-pass',
      sums: 'first to last',
      trainingOutput: 'subtracts first',
    },
  },
  {
    name: 'onnxruntime-node',
    conventions: { ...biased, runningVarianceCorrection: 0, oneElement: 'define', emptyBatch: 'nan' },
    answers: {
      exponentialAverageFactor: 'as asked',
      variance: 'two-pass',
      sums: 'first to last',
      sumsOfPlanes: 'partial sums',
      inferenceOutput: 'folded',
    },
  },
  {
    // It keeps no running statistics, and gives no policy for one element away.
    name: 'jax-js:cpu',
    conventions: { ...biased, emptyBatch: 'reject' },
    answers: { variance: 'one-pass', inferenceOutput: 'subtracts first' },
  },
];

describe('the dialect of a library comes out', () => {
  test.each(dialects)('$name', async ({ name, conventions, answers }) => {
    const subject = await knownSubjects.find((known) => known.name === name)!.create();
    const identified = await identifyCounted(subject);
    await subject.close?.();
    const settled = identified.settled.filter((one) => !(name === 'tfjs:wasm' && one === 'emptyBatch'));
    expect([...settled].sort()).toEqual(Object.keys(conventions).sort());
    expect(identified.conventions).toMatchObject(conventions);
    for (const [question, value] of Object.entries(answers)) {
      expect(identified.findings[question as QuestionId], question).toMatchObject({ kind: 'found', value });
    }
  });
});
