import { describe, expect, test } from 'vitest';
import { soundVariants } from '../../reference/variants/sound.ts';
import type { Answers, Identified } from './identified.ts';
import { identifyCounted } from './testing/identify-counted.ts';

type Algorithm = Partial<Pick<Answers, 'variance' | 'sums' | 'trainingOutput' | 'inferenceOutput'>>;

/** The skeleton that all variants share. */
const plain: Algorithm = {
  variance: 'two-pass',
  sums: 'first to last',
  trainingOutput: 'subtracts first',
  inferenceOutput: 'subtracts first',
};

/** What a sound variant does otherwise. */
const others: Readonly<Record<string, Algorithm>> = {
  'reversed-sums': { sums: 'last to first' },
  'pairwise-sums': { sums: 'partial sums' },
  'eight-lane-sums': { sums: 'partial sums' },
  'kahan-sums': { sums: 'compensated' },
  welford: { variance: 'Welford', sums: 'Welford' },
  'chan-merges': { variance: 'shifted', sums: 'partial sums' },
  'float64-statistics': {
    variance: 'wider',
    sums: 'wider',
    trainingOutput: 'wider',
    inferenceOutput: 'wider',
  },
  'corrected-two-pass': { variance: 'shifted' },
  'shifted-one-pass': { variance: 'shifted', sums: 'shifted' },
  'folded-scale-and-shift': { trainingOutput: 'folded', inferenceOutput: 'folded' },
};

function algorithmOf({ findings }: Identified): Algorithm {
  const names = Object.keys(plain) as (keyof Algorithm)[];
  return Object.fromEntries(
    names.map((name) => {
      const finding = findings[name];
      return [name, finding.kind === 'found' ? finding.value : finding.kind];
    }),
  );
}

test('the table names sound variants only', () => {
  const ids = soundVariants.map(({ id }) => id);
  expect(Object.keys(others).filter((id) => !ids.includes(id))).toEqual([]);
});

describe('a sound variant is identified: conventions, algorithm and gradients', () => {
  test.each(soundVariants)('$id', async ({ id, make }) => {
    const subject = make();
    const identified = await identifyCounted(subject);
    expect(identified.conventions).toEqual(subject.conventions);
    expect(algorithmOf(identified)).toEqual({ ...plain, ...others[id] });
    const { trainingGradient, gradientStorage, stateInInference, acrossRanks } = identified.findings;
    expect(trainingGradient).toMatchObject({ kind: 'found', text: 'of its own forward pass' });
    expect(gradientStorage).toMatchObject({ kind: 'found', value: 'write' });
    expect(stateInInference).toMatchObject({ kind: 'found', value: 'left' });
    expect(acrossRanks).toMatchObject({ kind: 'found', value: 'alike' });
  });
});
