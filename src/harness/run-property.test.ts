import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../../reference/batch-norm.ts';
import type { Case, Oracle, Request, Subject } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import { trainingOutput } from '../../spec/properties/training-output.ts';
import type { Property } from '../../spec/property.ts';
import { held, vacuous } from '../../spec/verdict.ts';
import { runProperty } from './run-property.ts';
import { subjectFault } from './subject-fault.ts';
import { someCases } from './testing/cases.ts';
import { failingWhere, propertyOptions as options, propertyThat } from './testing/properties.ts';
import { answering, sound } from './testing/subjects.ts';

/** A property that notes the case and the way of each check. */
function watching(seen: { given: Case; way: string | undefined }[], changes: Partial<Property> = {}) {
  return propertyThat((given, context) => {
    seen.push({ given, way: context.requestOf('training', given).way });
    return held;
  }, changes);
}

const withWays: Subject = { ...sound, ways: ['plain', 'fused', 'traced'] };

/** A property that calls the subject; refusals become outcomes. */
const callingTraining = propertyThat(async (given, context) => {
  await context.training(given);
  return held;
});

/** The sound subject, throwing in some of its ways. */
const throwingIn = (...ways: string[]) =>
  answering(
    (request: Request) => {
      if (ways.includes(request.way!)) throw new Error(`no ${request.way}`);
      return sound.run(request);
    },
    { ways: ['plain', 'fused', 'traced'] },
  );

describe('the outcome of a property', () => {
  test('counts what passed, what was vacuous and what was skipped', async () => {
    let k = 0;
    const verdicts = [held, vacuous('nothing'), { verdict: 'skipped', reason: 'no' }, held] as const;
    const outcome = await runProperty(
      propertyThat(() => verdicts[k++ % 4]!),
      sound,
      options,
    );
    expect(outcome).toMatchObject({ outcome: 'passed', cases: 10, vacuous: 5, skipped: 5 });
    expect(outcome.reason).toBeUndefined();
  });

  test('is vacuous or skipped, with the reason, where no case passed', async () => {
    const always = (verdict: typeof held) =>
      runProperty(
        propertyThat(() => verdict),
        sound,
        options,
      );
    expect(await always(vacuous('gamma is 0'))).toMatchObject({ outcome: 'vacuous', reason: 'gamma is 0' });
    expect(await always({ verdict: 'skipped', reason: 'rank 5' })).toMatchObject({
      outcome: 'skipped',
      reason: 'rank 5',
    });
  });

  test('is skipped as a whole where the subject lacks an operation, which the reason names', async () => {
    const lacking = { ...sound, operations: ['training' as const] };
    const outcome = await runProperty(
      propertyThat(() => held, { needs: ['training', 'inference', 'trainingGradient'] }),
      lacking,
      options,
    );
    expect(outcome).toMatchObject({
      outcome: 'skipped',
      cases: 0,
      reason: 'the subject does not offer inference and trainingGradient',
    });
  });

  test('has the largest ratio of all cases', async () => {
    const ratios: number[] = [];
    const outcome = await runProperty(
      propertyThat((given) => {
        const ratio = (given.variation % 1000) / 1000;
        ratios.push(ratio);
        return { verdict: 'passed', ratio };
      }),
      sound,
      options,
    );
    expect(outcome.worstRatio).toBe(Math.max(...ratios));
  });

  test('is a failure with a small case that fails, the number of the case it came from, and its size', async () => {
    const isLarge = (given: Case) => layoutOf(given.shape, given.channelAxis).m >= 3;
    const seen: { given: Case; way: string | undefined }[] = [];
    await runProperty(watching(seen), sound, options);
    const first = seen.findIndex(({ given }) => isLarge(given));
    const outcome = await runProperty(failingWhere(isLarge), sound, options);
    expect(outcome).toMatchObject({ outcome: 'failed', worstRatio: Number.POSITIVE_INFINITY });
    const { counterexample } = outcome;
    expect(counterexample).toMatchObject({
      message: 'the planted fault',
      way: null,
      foundAt: first + 1,
      foundElements: seen[first]!.given.input.length,
    });
    expect(counterexample!.case.input).toHaveLength(3);
  });

  test('is errored or timed out as the subject does it, without shrinking what timed out', async () => {
    const faulting = (fault: 'errored' | 'broken' | 'timedOut') =>
      runProperty(
        propertyThat(() => {
          throw subjectFault(fault, 'what happened');
        }),
        sound,
        options,
      );
    expect(await faulting('errored')).toMatchObject({ outcome: 'errored' });
    expect(await faulting('broken')).toMatchObject({ outcome: 'errored' });
    const timedOut = await faulting('timedOut');
    expect(timedOut).toMatchObject({ outcome: 'timedOut', counterexample: { message: 'what happened' } });
    expect(timedOut.counterexample!.case.input).toHaveLength(timedOut.counterexample!.foundElements);
  });
});

describe('the ways of use', () => {
  test('all meet every case, the recorded ones last where the property takes them', async () => {
    const recorded = someCases(97, 2);
    const [taken, left] = [[], []] as { given: Case; way: string | undefined }[][];
    await runProperty(watching(taken!, { recorded: true }), withWays, { ...options, recorded, runs: 2 });
    await runProperty(watching(left!), withWays, { ...options, recorded, runs: 2 });
    const ways = ['plain', 'fused', 'traced'];
    expect(taken!.map(({ way }) => way)).toEqual([...ways, ...ways, ...ways, ...ways]);
    expect(left!.map(({ way }) => way)).toEqual([...ways, ...ways]);
    expect(taken!.map(({ given }) => recorded.indexOf(given))).toEqual([
      ...Array(6).fill(-1),
      0,
      0,
      0,
      1,
      1,
      1,
    ]);
    expect(left!.some(({ given }) => recorded.includes(given))).toBe(false);
    for (const seen of [taken!, left!]) {
      for (let k = 0; k < seen.length; k += 3) {
        expect(new Set(seen.slice(k, k + 3).map(({ given }) => given)).size).toBe(1);
      }
    }
  });

  test('that fail are each named, and the others go on', async () => {
    const one = await runProperty(callingTraining, throwingIn('fused'), options);
    expect(one).toMatchObject({
      outcome: 'errored',
      failedWays: ['fused'],
      counterexample: { way: 'fused' },
    });
    // One way ended at its first failure; the two others met every case.
    expect(one.cases + one.vacuous + one.skipped).toBe(2 * options.runs + 1);
    const two = await runProperty(callingTraining, throwingIn('fused', 'traced'), options);
    expect(two.failedWays).toEqual(['fused', 'traced']);
    expect(two.counterexample!.way).toBe('fused');
    const all = await runProperty(callingTraining, throwingIn('plain', 'fused', 'traced'), options);
    expect(all.failedWays).toEqual(['plain', 'fused', 'traced']);
  });
});

describe('an accusation', () => {
  const wrongOracle: Oracle = {
    ...referenceOracle,
    training: (given, conventions) => {
      const expected = referenceOracle.training(given, conventions);
      return { ...expected, output: expected.output.map((y) => 3 * y + 1) };
    },
  };

  test('is never made where the exact oracle does not confirm it: the oracles disagree, not the subject', async () => {
    const outcome = await runProperty(trainingOutput, sound, { ...options, oracle: wrongOracle });
    expect(outcome.outcome).toBe('vacuous');
    expect(outcome.counterexample!.message).toContain('nothing is held against the subject');
  });

  test('is made where both oracles agree', async () => {
    const both = { ...options, oracle: wrongOracle, exactOracle: wrongOracle };
    expect((await runProperty(trainingOutput, sound, both)).outcome).toBe('failed');
  });

  test('of a subject that fails once and then no more says so', async () => {
    let calls = 0;
    const flaky = answering((request) => {
      calls += 1;
      if (calls === 3) throw new Error('only now');
      return sound.run(request);
    });
    const outcome = await runProperty(callingTraining, flaky, options);
    expect(outcome.outcome).toBe('failed');
    expect(outcome.counterexample).toMatchObject({ foundAt: 3 });
    expect(outcome.counterexample!.message).toMatch(/failed once and then passed on the same case/);
  });
});

test('the same seed gives the same outcome, and another seed other cases', async () => {
  const property = failingWhere(({ epsilon }) => epsilon > 0.01);
  const first = await runProperty(property, sound, options);
  expect(await runProperty(property, sound, options)).toEqual(first);
  const [here, there] = [[], []] as { given: Case; way: string | undefined }[][];
  await runProperty(watching(here!), sound, options);
  await runProperty(watching(there!), sound, { ...options, seed: options.seed + 1 });
  expect(there!.map(({ given }) => given.variation)).not.toEqual(here!.map(({ given }) => given.variation));
});

test('an error of a property is not taken for one of the subject', async () => {
  const broken = propertyThat(() => {
    throw new TypeError('a bug of ours');
  });
  await expect(runProperty(broken, sound, options)).rejects.toThrow('a bug of ours');
});
