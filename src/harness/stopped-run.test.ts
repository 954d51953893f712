import { describe, expect, test } from 'vitest';
import type { Case } from '../../spec/contract.ts';
import { held } from '../../spec/verdict.ts';
import { startProperty } from './start-property.ts';
import { type Stopped, stoppedRun } from './stopped-run.ts';
import { someCases } from './testing/cases.ts';
import { propertyOptions, propertyThat } from './testing/properties.ts';
import { sound } from './testing/subjects.ts';

const withWays = { ...sound, ways: ['plain', 'fused'] };

/** All cases with their ways, as they were tried. */
async function tried(): Promise<readonly { given: Case; way: string | undefined }[]> {
  const seen: { given: Case; way: string | undefined }[] = [];
  const property = propertyThat(
    (given, context) => {
      seen.push({ given, way: context.requestOf('training', given).way });
      return held;
    },
    { recorded: true },
  );
  const run = startProperty(property, withWays, options);
  await run.advance(run.planned);
  return seen;
}

const options = { ...propertyOptions, runs: 6, recorded: someCases(3, 2) };
const stop: Stopped = { requirement: 'BN-TRAIN-OUTPUT', outcome: 'timedOut', message: 'blocked', number: 1 };

describe('a property that stopped the process before', () => {
  const property = propertyThat(() => held, { recorded: true });

  test('has the case and the way at which it stopped as its counterexample, generated or recorded', async () => {
    const seen = await tried();
    expect(seen).toHaveLength(16);
    for (const [k, { given, way }] of seen.entries()) {
      const outcome = stoppedRun(property, withWays, options, { ...stop, number: k + 1 }).outcome();
      expect(outcome.counterexample).toMatchObject({ way, message: 'blocked', foundAt: k + 1 });
      expect(outcome.counterexample?.case).toEqual(given);
    }
  });

  test('is finished, and failed even where the case is not known', () => {
    const run = stoppedRun(property, withWays, options, { ...stop, number: null });
    expect([run.finished(), run.planned]).toEqual([true, 0]);
    expect(run.outcome()).toMatchObject({ outcome: 'timedOut', cases: 1, reason: 'blocked' });
  });

  test('is skipped, not failed, where it was never tried', () => {
    const outcome = stoppedRun(property, withWays, options, { ...stop, outcome: 'skipped' }).outcome();
    expect(outcome).toMatchObject({ outcome: 'skipped', cases: 0, reason: 'blocked' });
    expect(outcome.counterexample).toBeUndefined();
  });
});
