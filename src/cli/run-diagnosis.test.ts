/** What the diagnosis makes of the suite's own faulty variants; run-diagnosis.nightly.test.ts goes through all of them. */
import { describe, expect, test } from 'vitest';
import { combined } from '../../reference/variants/combined.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import { randomFrom } from '../../spec/arbitraries/random.ts';
import type { Conventions, Subject } from '../../spec/contract.ts';
import { profileOf } from '../../spec/conventions.ts';
import { UNKNOWN } from '../diagnosis/diagnosis.ts';
import { diagnosed } from './testing/diagnosed.ts';

const faulty = (id: string) => faultyVariants.find((variant) => variant.id === id)!;
const sound = (id: string) => soundVariants.find((variant) => variant.id === id)!;
const random = randomFrom(20_261_122);
const sample = Array.from({ length: 3 }, () => random.pick(faultyVariants));

describe('a faulty variant is named as itself', () => {
  test.each(sample)('$id', async (variant) => {
    const diagnosis = (await diagnosed(variant.make, { requirements: [variant.breaks!] }))!;
    expect([diagnosis.name, ...diagnosis.alternatives]).toContain(variant.id);
    expect(diagnosis.agreement.agreeing).toBe(diagnosis.agreement.probes);
    expect(diagnosis.telling).toBeGreaterThanOrEqual(3);
  });
});

test('so is a fault in another algorithm than the one in the dictionary', async () => {
  const fault = faulty('grad-input-without-mean-of-grad');
  const make = () => combined([sound('pairwise-sums'), fault], fault.make().conventions);
  const diagnosis = await diagnosed(make, { requirements: ['BN-GRAD-INPUT'] });
  expect(diagnosis?.name).toBe(fault.id);
});

test('a fault that shows in a second side only after it has been found for a first is named once', async () => {
  const fault = faulty('running-statistics-never-updated');
  const make = () => combined([sound('grad-gamma-inv-std-last'), fault], fault.make().conventions);
  const diagnosis = await diagnosed(make, { requirements: [fault.breaks!] });
  expect(diagnosis?.name).toBe(fault.id);
});

test('a fault that nobody knows has no name, and what is nearest is said with where it parts', async () => {
  const { id, breaks, make } = faulty('gamma-only-with-beta');
  const diagnosis = (await diagnosed(make, { requirements: [breaks!], without: [id] }))!;
  expect(diagnosis.name).toBe(UNKNOWN);
  const { name, agreement, disagreesOn } = diagnosis.nearest!;
  expect(name).toBe('gamma-ignored');
  expect(agreement.agreeing).toBeLessThan(agreement.probes);
  expect(disagreesOn).toMatch(/^(training|sequence)/);
});

test('two faults at once are named both', async () => {
  const pair = [faulty('epsilon-added-twice'), faulty('grad-beta-is-the-mean')];
  const make = () => combined(pair, pair[0]!.make().conventions);
  const diagnosis = await diagnosed(make, { requirements: ['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA'] });
  expect(diagnosis?.name.split(' + ').sort()).toEqual(pair.map(({ id }) => id).sort());
});

const declaring = (subject: Subject, conventions: Conventions): Subject => ({ ...subject, conventions });

test('a right computation by other conventions than declared is called that', async () => {
  const { conventions } = profileOf('pytorch');
  const make = () => declaring(combined([], profileOf('tiny-dnn').conventions), conventions);
  const diagnosis = await diagnosed(make, { requirements: ['BN-TRAIN-OUTPUT', 'BN-EDGE-ONE-ELEMENT'] });
  expect(diagnosis?.name).toContain('normalizingVarianceCorrection 1 instead of 0');
  expect(diagnosis?.meaning).toContain('tiny-dnn');
});

test('a fault is known under other conventions than those of the dictionary', async () => {
  const { conventions } = profileOf('tiny-dnn');
  const make = () => combined([faulty('momentum-reversed')], conventions);
  const diagnosis = await diagnosed(make, { requirements: ['BN-TRAIN-RUNNING-MEAN'] });
  expect(diagnosis?.name).toBe('momentum-reversed');
});

test('a sound subject has no diagnosis', async () => {
  expect(await diagnosed(sound('welford').make, { requirements: ['BN-TRAIN-OUTPUT'] })).toBeNull();
});

test('a subject that falls silent under questioning has no diagnosis but that', async () => {
  let made = 0;
  const falling = (): Subject => {
    const subject = faulty('epsilon-ignored').make();
    made += 1;
    // The first is for the suite.
    let answers = made > 1 ? 20 : Number.POSITIVE_INFINITY;
    const run: Subject['run'] = (request) => {
      answers -= 1;
      return answers < 0 ? new Promise(() => {}) : subject.run(request);
    };
    return { ...subject, run };
  };
  const diagnosis = await diagnosed(falling, { requirements: ['BN-TRAIN-OUTPUT'] });
  expect(diagnosis).toMatchObject({
    name: UNKNOWN,
    meaning: 'It stopped answering while it was questioned.',
  });
});
