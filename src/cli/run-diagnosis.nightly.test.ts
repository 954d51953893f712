/** The diagnosis of every faulty variant: named where it is known, and never wrongly named where it is not. */
import { afterAll, describe, expect, test } from 'vitest';
import { canCombine, combined } from '../../reference/variants/combined.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import { randomFrom } from '../../spec/arbitraries/random.ts';
import { requirements } from '../../spec/requirements.ts';
import { UNKNOWN } from '../diagnosis/diagnosis.ts';
import { dictionaryFor } from './dictionary-for.ts';
import { areAlike } from './testing/alike.ts';
import { diagnosed } from './testing/diagnosed.ts';

const conventionsOf = (id: string) => faultyVariants.find((one) => one.id === id)!.make().conventions;

/** True where a name is that of a subject, or of one that nothing tells from it. */
async function isRight(names: readonly string[], ids: readonly string[]): Promise<boolean> {
  const conventions = conventionsOf(ids[0]!);
  const { candidates, combine, sound } = dictionaryFor(conventions);
  const known = (name: string) => candidates.find(({ id }) => id === name)!;
  const together = (parts: readonly string[]) => {
    const [one, other] = parts.map(known);
    return other === undefined ? one! : combine(one!, other)!;
  };
  const own = together(ids);
  return areAlike(together(names), own, sound, own.make());
}

describe('every faulty variant', () => {
  let named = 0;

  test.each(faultyVariants)('$id is named as itself or as an equal, or not at all', async (variant) => {
    const diagnosis = (await diagnosed(variant.make, { requirements: [variant.breaks!] }))!;
    const names = [diagnosis.name, ...diagnosis.alternatives];
    if (names.includes(variant.id)) named += 1;
    else expect(diagnosis.name).toBe(UNKNOWN);
  });

  afterAll(() => expect(named / faultyVariants.length).toBeGreaterThanOrEqual(0.9));
});

describe('a fault that is not in the dictionary gets no name but that of an equal', () => {
  test.each(faultyVariants)('$id', async ({ id, breaks, make }) => {
    const diagnosis = (await diagnosed(make, { requirements: [breaks!], without: [id] }))!;
    if (diagnosis.name === UNKNOWN) return;
    expect(await isRight(diagnosis.name.split(' + '), [id]), diagnosis.name).toBe(true);
  });
});

const random = randomFrom(7);

describe('a fault in another algorithm is named, or not at all', () => {
  const plain = JSON.stringify(conventionsOf('epsilon-ignored'));
  const algorithms = soundVariants.filter((one) => JSON.stringify(one.make().conventions) === plain);
  const pairs = faultyVariants
    .map((fault) => [fault, random.pick(algorithms)] as const)
    .filter(([fault, algorithm]) => canCombine([fault, algorithm]));
  let named = 0;
  let hidden = 0;

  test.each(pairs.map(([fault, algorithm]) => ({ fault, algorithm })))(
    '$fault.id with $algorithm.id',
    async ({ fault, algorithm }) => {
      const make = () => combined([algorithm, fault], fault.make().conventions);
      // The algorithm may go another way than through the step at fault where the fault is known to show.
      const diagnosis =
        (await diagnosed(make, { requirements: [fault.breaks!] })) ??
        (await diagnosed(make, { requirements: requirements.map(({ id }) => id) }));
      if (diagnosis === null) {
        const { sound } = dictionaryFor(fault.make().conventions);
        expect(await areAlike({ ...sound, make }, { ...sound, make: algorithm.make }, sound, make())).toBe(
          true,
        );
        hidden += 1;
        return;
      }
      if ([diagnosis.name, ...diagnosis.alternatives].includes(fault.id)) named += 1;
      else expect(diagnosis.name).toBe(UNKNOWN);
    },
  );

  afterAll(() => {
    expect(hidden).toBeLessThan(pairs.length / 20);
    expect(named / (pairs.length - hidden)).toBeGreaterThanOrEqual(0.8);
  });
});

describe('two faults at once are named both, or as an equal, or not at all', () => {
  const pairs = Array.from({ length: 80 }, () => [
    random.pick(faultyVariants),
    random.pick(faultyVariants),
  ]).filter((pair) => pair[0] !== pair[1] && canCombine(pair));

  test.each(pairs.map(([one, other]) => ({ one: one!, other: other! })))(
    '$one.id and $other.id',
    async ({ one, other }) => {
      const make = () => combined([one, other], one.make().conventions);
      const diagnosis = await diagnosed(make, { requirements: [one.breaks!, other.breaks!] });
      if (diagnosis === null || diagnosis.name === UNKNOWN || diagnosis.unexplained.length > 0) return;
      const names = diagnosis.name.split(' + ');
      expect(await isRight(names, [one.id, other.id]), diagnosis.name).toBe(true);
    },
  );
});
