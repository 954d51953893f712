import { expect, test } from 'vitest';
import { referenceOracle } from '../../reference/batch-norm.ts';
import type { Case } from '../../spec/contract.ts';
import { held } from '../../spec/verdict.ts';
import { check } from './check.ts';
import { someCases } from './testing/cases.ts';
import { propertyThat } from './testing/properties.ts';
import { sound } from './testing/subjects.ts';
import { tiers } from './tiers.ts';

const recorded: readonly Case[] = someCases(4, 5);

async function recordedSeen(tier: keyof typeof tiers): Promise<readonly Case[]> {
  const seen: Case[] = [];
  const watching = propertyThat(
    (given) => {
      seen.push(given);
      return held;
    },
    { recorded: true },
  );
  const [oracle, exactOracle] = [referenceOracle, referenceOracle];
  const options = {
    seed: 3,
    runs: 2,
    timeoutMs: 1000,
    properties: [watching],
    oracle,
    exactOracle,
    recorded,
  };
  await check(sound, { ...options, tier: tiers[tier] });
  return seen.filter((given) => recorded.includes(given));
}

test('ci goes through every recorded case, smoke through the first quarter', async () => {
  expect(await recordedSeen('ci')).toEqual(recorded);
  expect(await recordedSeen('smoke')).toEqual(recorded.slice(0, 2));
});
