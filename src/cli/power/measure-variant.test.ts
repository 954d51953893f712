import { expect, test } from 'vitest';
import type { VariantFindings } from '../../harness/power-summary.ts';
import type { PowerJob } from '../job.ts';
import { variantOf } from './all-variants.ts';
import { measureVariant } from './measure-variant.ts';

/** Without recorded cases, which take long. */
function measure(id: string, change: Partial<PowerJob> = {}): Promise<VariantFindings> {
  const job = { task: 'power', variants: [id], tier: 'smoke', seed: 7, runs: 6, quick: false } as const;
  return measureVariant(variantOf(id), { ...job, timeoutMs: 10_000, ...change }, []);
}

test('a faulty variant is run to the end, and its first failure is shrunk', async () => {
  const { first, broken, complete, accusations } = await measure('momentum-reversed');
  expect(first?.outcome.requirement).toMatch(/^BN-TRAIN-RUNNING-(MEAN|VARIANCE)$/);
  expect(first?.outcome.counterexample?.case.input.length).toBeLessThanOrEqual(2);
  expect(broken).toEqual(expect.arrayContaining(['BN-TRAIN-RUNNING-MEAN', 'BN-TRAIN-RUNNING-VARIANCE']));
  expect({ complete, accusations }).toEqual({ complete: true, accusations: [] });
});

test('the cases before the failing one are counted, those of other requirements included', async () => {
  const [early, late] = [await measure('gamma-ignored'), await measure('parameter-lengths-unchecked')];
  expect(early.first?.cases).toBeGreaterThan(2);
  expect(late.first?.cases).toBeGreaterThan(early.first!.cases);
  expect(late.ms).toBeGreaterThan(late.first!.ms);
});

test('where it has to be quick, a faulty variant is left at its first broken requirement', async () => {
  const { first, broken, complete } = await measure('momentum-reversed', { quick: true });
  expect({ broken, complete }).toEqual({ broken: [first!.outcome.requirement], complete: false });
});

test('a sound variant is accused of nothing', async () => {
  const { first, broken, complete, accusations } = await measure('pairwise-sums', { quick: true });
  expect({ first, broken, complete, accusations }).toEqual({
    first: null,
    broken: [],
    complete: true,
    accusations: [],
  });
});

test('a sound variant that is accused shows what of', async () => {
  const posing = { ...variantOf('gamma-ignored'), kind: 'sound' } as const;
  const job = { task: 'power', variants: [], tier: 'smoke', seed: 7, runs: 4, quick: false } as const;
  const { accusations, broken } = await measureVariant(posing, { ...job, timeoutMs: 10_000 }, []);
  expect(accusations.map(({ requirement }) => requirement)).toEqual(broken);
  expect(accusations[0]?.counterexample?.message).toMatch(/output/);
});
