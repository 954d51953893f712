import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../../reference/batch-norm.ts';
import { createDecimalOracle } from '../../reference/decimal-oracle.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import type { Subject } from '../../spec/contract.ts';
import { properties } from '../../spec/properties.ts';
import { trainingOutput } from '../../spec/properties/training-output.ts';
import { trainingRunningMean } from '../../spec/properties/training-running-mean.ts';
import { held } from '../../spec/verdict.ts';
import { type CheckOptions, check } from './check.ts';
import { isConformant } from './is-conformant.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';
import { propertyThat } from './testing/properties.ts';
import { answering, sound } from './testing/subjects.ts';
import { tiers } from './tiers.ts';

const options: CheckOptions = {
  tier: tiers.smoke,
  seed: 7,
  runs: 4,
  timeoutMs: 1000,
  properties,
  oracle: referenceOracle,
  exactOracle: createDecimalOracle(),
  recorded: [],
};

const momentumReversed = faultyVariants.find(({ id }) => id === 'momentum-reversed')!;

describe('a run of the suite', () => {
  test('gives the same result for the same seed, to the last bit, for a sound and for a faulty subject', async () => {
    for (const subject of [sound, momentumReversed.make()]) {
      const small = { ...options, properties: properties.slice(0, 12) };
      const [first, second] = [await check(subject, small), await check(subject, small)];
      expect(second).toEqual(first);
      expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    }
  });

  test('gives each property the same outcome whichever others run beside it, and in any order', async () => {
    const some = properties.slice(1, 9);
    const outcomesOf = async (list: typeof some) => {
      const { outcomes } = await check(sound, { ...options, properties: list });
      return new Map(outcomes.map((outcome) => [outcome.requirement, outcome]));
    };
    const together = await outcomesOf(some);
    const reversed = await outcomesOf(some.toReversed());
    for (const property of some) {
      const { requirement } = property;
      const alone = await outcomesOf([property]);
      expect(alone.get(requirement)).toEqual(together.get(requirement));
      expect(reversed.get(requirement)).toEqual(together.get(requirement));
    }
  });

  test('spends on shrinking only the share of a slow subject', async () => {
    const subject = momentumReversed.make();
    const callsAt = async (share: number) => {
      let calls = 0;
      const counting: Subject = {
        ...subject,
        share,
        run: (request) => {
          calls += 1;
          return subject.run(request);
        },
      };
      const tier = { ...tiers.smoke, shrinkBudget: 100 };
      const run = { ...options, tier, runs: 1, properties: [trainingRunningMean] };
      const { outcomes } = await check(counting, run);
      expect(outcomes[0]!.outcome).toBe('failed');
      return calls;
    };
    // One case fails in either run: what differs is how long it is made smaller.
    expect(await callsAt(0.05)).toBeLessThan((await callsAt(1)) / 2);
  });

  test('calls a sound subject conformant and grades it, and a faulty one not', async () => {
    const some = { ...options, properties: [trainingOutput, trainingRunningMean], runs: 12 };
    const good = await check(sound, some);
    expect([good.conformant, good.tier, good.seed]).toEqual([true, 'smoke', 7]);
    expect(Object.keys(good.grades)).toContain('output');
    expect(good.grade).not.toBe('none');
    expect((await check(momentumReversed.make(), some)).conformant).toBe(false);
  });

  test('tells of each outcome as it comes', async () => {
    const told: string[] = [];
    const some = properties.slice(0, 3);
    const { outcomes } = await check(sound, {
      ...options,
      properties: some,
      onFinished: ({ outcome }) => told.push(outcome.requirement),
    });
    expect(told.toSorted()).toEqual(outcomes.map(({ requirement }) => requirement).toSorted());
  });

  test('gives each property a few cases before any gets many, and tells how far it is', async () => {
    const turns: string[] = [];
    const some = [trainingOutput, trainingRunningMean];
    await check(sound, {
      ...options,
      runs: 25,
      properties: some,
      onTurn: (requirement, done, total) => turns.push(`${requirement} ${done} of ${total}`),
    });
    const names = some.map(({ requirement }) => requirement);
    const [one, two] = turns[0]!.startsWith(names[0]!) ? names : names.toReversed();
    expect(turns).toEqual([
      `${one} 0 of 50`,
      `${two} 2 of 50`,
      `${one} 4 of 50`,
      `${two} 12 of 50`,
      `${one} 20 of 50`,
      `${two} 35 of 50`,
    ]);
  });

  test('runs as many cases as the tier says, unless told otherwise', async () => {
    const count = async (changes: Partial<CheckOptions>) => {
      const { runs: _, ...rest } = options;
      const result = await check(sound, { ...rest, properties: [propertyThat(() => held)], ...changes });
      return result.outcomes[0]!.cases;
    };
    expect(await count({})).toBe(tiers.smoke.runs);
    expect(await count({ runs: 5 })).toBe(5);
  });

  test('does not call a subject conformant that skips everything', async () => {
    const skipping = answering(() => ({ skipped: 'not today' }));
    const result = await check(skipping, { ...options, runs: 2 });
    expect(result.conformant).toBe(false);
    expect(new Set(result.outcomes.map(({ outcome }) => outcome))).not.toContain('passed');
    expect(result.grade).toBe('none');
  });
});

describe('conformance', () => {
  const kinds: readonly OutcomeKind[] = ['passed', 'failed', 'errored', 'timedOut', 'skipped', 'vacuous'];
  const outcome = fc.record({
    requirement: fc.constant('BN-ANY'),
    level: fc.constantFrom('MUST' as const, 'SHOULD' as const, 'MAY' as const),
    outcome: fc.constantFrom(...kinds),
    cases: fc.constant(1),
    vacuous: fc.constant(0),
    skipped: fc.constant(0),
    worstRatio: fc.constant(0),
  });

  test('is at least one MUST passed and none broken, whatever the SHOULD and MAY did', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 6 }), (outcomes: readonly Outcome[]) => {
        const must = outcomes.filter(({ level }) => level === 'MUST').map((one) => one.outcome);
        const broken = must.some((kind) => ['failed', 'errored', 'timedOut'].includes(kind));
        expect(isConformant(outcomes)).toBe(!broken && must.includes('passed'));
      }),
      { seed: 101, numRuns: 500 },
    );
  });
});
