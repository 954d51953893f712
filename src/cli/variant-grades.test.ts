/**
 * The grade follows from how sums are taken, for outputs and for gradients. A recursive pairwise sum needs no wider class than exact
 * ones on any data tried: its error is bounded by log2(m) roundings but has no sum that drifts.
 */
import { describe, expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import { gradingCases } from '../../spec/arbitraries/grading-cases.ts';
import { checkOn } from './testing/peer-grades.ts';
import { splitMean } from './testing/split-mean.ts';

const sound = (name: string) => soundVariants.find(({ id }) => id === name)!;
const onePass = faultyVariants.find(({ id }) => id === 'one-pass-variance')!;
const [matrix] = gradingCases();

const expected = [
  { variant: splitMean, grade: 'forward' },
  { variant: sound('float64-statistics'), grade: 'forward' },
  { variant: sound('kahan-sums'), grade: 'compensated' },
  { variant: sound('pairwise-sums'), grade: 'compensated' },
  { variant: sound('eight-lane-sums'), grade: 'blocked' },
  { variant: sound('two-pass-naive-sums'), grade: 'sequential' },
  { variant: sound('reversed-sums'), grade: 'sequential' },
  { variant: sound('multiplies-by-reciprocal-count'), grade: 'sequential' },
  { variant: onePass, grade: 'none' },
];

describe.each(expected)('$variant.id', ({ variant, grade }) => {
  test(`has outputs and gradients of grade ${grade}`, async () => {
    const { grades } = await checkOn(variant.make(), matrix!, ['BN-TRAIN-OUTPUT', 'BN-GRAD-INPUT']);
    expect({ output: grades.output?.grade, gradInput: grades.gradInput?.grade }).toEqual({
      output: grade,
      gradInput: grade,
    });
  });
});
