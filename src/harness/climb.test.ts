import { describe, expect, test } from 'vitest';
import type { Case } from '../../spec/contract.ts';
import type { Verdict } from '../../spec/property.ts';
import { failed, held } from '../../spec/verdict.ts';
import { startClimb } from './climb.ts';
import { runProperty } from './run-property.ts';
import { someCases } from './testing/cases.ts';
import { propertyOptions, propertyThat } from './testing/properties.ts';
import { sound } from './testing/subjects.ts';

/** From 0 to 1, and near 1 only where the first entries lie near e: a slope that random cases seldom get up. */
function nearness(given: Case): number {
  const first = given.input.slice(0, 4);
  const far = first.reduce((total, x) => total + Math.abs(x - Math.E), 0);
  return first.length === 0 ? 0 : 1 / (1 + far);
}

const passed = (ratio: number): Verdict => ({ verdict: 'passed', ratio });

const slope = propertyThat((given) => passed(nearness(given)));

describe('climbing towards the bound', () => {
  test('comes nearer than as many random cases', async () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const worst = async (runs: number, climbs: number) => {
      const run = (seed: number) => runProperty(slope, sound, { ...propertyOptions, seed, runs, climbs });
      const outcomes = await Promise.all(seeds.map(run));
      expect(outcomes.every(({ cases }) => cases === runs + climbs)).toBe(true);
      return outcomes.reduce((total, { worstRatio }) => total + worstRatio, 0) / seeds.length;
    };
    expect(await worst(20, 200)).toBeGreaterThan(1.2 * (await worst(220, 0)));
  });

  test('finds a fault that as many random cases miss, and shrinks it as any other', async () => {
    const { worstRatio: top } = await runProperty(slope, sound, { ...propertyOptions, seed: 5, runs: 420 });
    const property = propertyThat((given) =>
      nearness(given) > top ? failed('the planted fault') : passed(nearness(given)),
    );
    const options = { ...propertyOptions, seed: 5, runs: 20 };
    const { outcome, counterexample } = await runProperty(property, sound, { ...options, climbs: 400 });
    expect(outcome).toBe('failed');
    expect(counterexample?.foundAt).toBeGreaterThan(20);
    expect(nearness(counterexample!.case)).toBeGreaterThan(top);
  });

  test('tries nothing where no case comes near a bound', async () => {
    const options = { ...propertyOptions, runs: 20, climbs: 50 };
    expect(
      (
        await runProperty(
          propertyThat(() => held),
          sound,
          options,
        )
      ).cases,
    ).toBe(20);
  });

  test('goes the same way for the same seed, and another for another', () => {
    const walk = (seed: number) => {
      const climb = startClimb(seed);
      for (const given of someCases(7, 30)) climb.note(given, nearness(given));
      return Array.from({ length: 30 }, () => {
        const given = climb.next()!;
        climb.note(given, nearness(given));
        return given;
      });
    };
    expect(walk(5)).toEqual(walk(5));
    expect(walk(5)).not.toEqual(walk(6));
  });

  test('forgets cases that are large', () => {
    const climb = startClimb(1);
    climb.note({ ...someCases(7, 1)[0]!, input: new Float32Array(65) }, 0.9);
    expect(climb.next()).toBeNull();
  });
});
