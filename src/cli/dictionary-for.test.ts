import { describe, expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import { compare } from '../../spec/compare.ts';
import { profiles } from '../../spec/conventions.ts';
import { referenceOracle } from '../../reference/batch-norm.ts';
import { questionsFor, plainQuestions } from '../diagnosis/questions.ts';
import { probesOf } from '../diagnosis/probes-of.ts';
import { record } from '../diagnosis/record.ts';
import { dictionaryFor } from './dictionary-for.ts';
import { otherConventions } from './other-conventions.ts';

const { largest } = arithmeticOf('float32');

describe('the right computation of a profile is right by its conventions', () => {
  const distinct = [...new Map(profiles.map((one) => [JSON.stringify(one.conventions), one])).values()];

  test.each(distinct)('$id', async ({ conventions }) => {
    const { sound } = dictionaryFor(conventions);
    const { operations } = sound.make();
    const offer = { operations, conventions, sound, oracle: referenceOracle };
    for (const { given } of [...plainQuestions(5, 2), ...questionsFor('BN-EDGE-ONE-ELEMENT', 5, 2)]) {
      if (conventions.oneElement === 'reject' && given.input.length === given.shape[given.channelAxis])
        continue;
      const [probe] = await probesOf({ given, requirement: 'BN-TRAIN-OUTPUT' }, offer);
      const { calls } = await record(probe!, sound.make(), sound.make(), conventions, {
        way: null,
        timeoutMs: 1000,
      });
      for (const { call, seen, bounds } of calls) {
        if (call.label !== 'training' || bounds === null) continue;
        const expected = referenceOracle.training(given, conventions);
        for (const name of ['output', 'runningMean', 'runningVariance', 'invStd'] as const) {
          const compared = compare(name, seen.values.get(name)!, expected[name], bounds[name]!, largest);
          expect(compared.ratio, name).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

describe('other conventions', () => {
  const declared = profiles.find(({ id }) => id === 'pytorch')!.conventions;
  const others = otherConventions(declared);

  test('differ from those declared and from each other, and say in what', () => {
    const keys = others.map(({ conventions }) => JSON.stringify(Object.entries(conventions).sort()));
    expect(new Set(keys).size).toBe(others.length);
    for (const { id, meaning } of others) {
      expect(id).toMatch(/^conventions: \w+ \S+ instead of \S+/);
      expect(meaning).toContain('instead of');
    }
  });

  test('have each single change, and each named profile', () => {
    const ids = others.map(({ id }) => id);
    expect(ids).toContain('conventions: runningVarianceCorrection 0 instead of 1');
    expect(ids).toContain('conventions: oneElement define instead of reject');
    const keras = others.find(
      ({ conventions }) => conventions.runningVarianceCorrection === 0 && conventions.oneElement === 'define',
    );
    expect(keras?.meaning).toContain('as Keras 3');
  });
});

test('faults of the same step are not combined, and those of different ones are, in the words of both', () => {
  const { candidates, combine } = dictionaryFor(faultyVariants[0]!.make().conventions);
  const known = (id: string) => candidates.find((one) => one.id === id)!;
  expect(combine(known('epsilon-ignored'), known('epsilon-added-twice'))).toBeNull();
  const both = combine(known('epsilon-ignored'), known('grad-beta-is-the-mean'))!;
  expect(both.id).toBe('epsilon-ignored + grad-beta-is-the-mean');
  expect(both.meaning).toBe('Epsilon is never added. gradBeta is divided by the number of elements.');
});
