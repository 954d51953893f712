import { expect, test } from 'vitest';
import { vacuous } from '../../spec/verdict.ts';
import { measureTelling } from './telling-share.ts';
import { failingWhere, propertyOptions, propertyThat } from './testing/properties.ts';
import { sound } from './testing/subjects.ts';

const options = { ...propertyOptions, seed: 3, runs: 60, thorough: true };
const named = (name: string) => ({ ...sound, name });

test('a case tells where a subject is caught, is silent where all pass, and is vacuous where a rule says so', async () => {
  const property = propertyThat((given, context) => {
    const kind = given.variation % 4;
    if (kind === 0) return vacuous('by rule');
    if (kind === 1) return { verdict: 'skipped', reason: 'not done' };
    return failingWhere(() => kind === 2).check(given, context);
  });
  const {
    cases,
    telling,
    vacuous: empty,
    skipped,
    silent,
  } = await measureTelling(property, [sound], options);
  expect(cases).toBe(60);
  expect(telling + empty + skipped + silent).toBe(60);
  for (const count of [telling, empty, skipped, silent]) expect(count).toBeGreaterThan(5);
});

test('one caught subject makes a case tell, and each has its own count', async () => {
  const subjects = [named('caught'), named('missed')];
  let turn = 0;
  const property = propertyThat(() => {
    turn += 1;
    return turn % 2 === 1
      ? { verdict: 'failed', ratio: 2, message: 'caught' }
      : { verdict: 'passed', ratio: 0 };
  });
  const found = await measureTelling(property, subjects, options);
  expect(found).toMatchObject({ telling: 60, caughtBy: { caught: 60, missed: 0 } });
});

test('a cursory measure asks no further once a subject is caught, and finds the same share', async () => {
  const property = failingWhere(({ variation }) => variation % 3 === 0);
  let checks = 0;
  const counting = {
    ...property,
    check: (...given: Parameters<typeof property.check>) => {
      checks += 1;
      return property.check(...given);
    },
  };
  const subjects = ['a', 'b', 'c'].map(named);
  const thorough = await measureTelling(property, subjects, options);
  const cursory = await measureTelling(counting, subjects, { ...options, thorough: false });
  expect(cursory.telling).toBe(thorough.telling);
  expect(checks).toBe(3 * 60 - 2 * thorough.telling);
});

test('without a faulty subject it says that nothing can be told', async () => {
  const property = failingWhere(() => true);
  await expect(measureTelling(property, [], options)).rejects.toThrow(
    'no faulty subject is given for BN-TRAIN-OUTPUT',
  );
});
