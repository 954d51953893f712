import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../../reference/batch-norm.ts';
import type { Subject } from '../../spec/contract.ts';
import type { Property, Verdict } from '../../spec/property.ts';
import { failed, held, vacuous } from '../../spec/verdict.ts';
import { attempt, isFailure } from './attempt.ts';
import { createContext } from './create-context.ts';
import { type FaultKind, subjectFault } from './subject-fault.ts';
import { someCases } from './testing/cases.ts';
import { propertyThat } from './testing/properties.ts';
import { sound } from './testing/subjects.ts';

const given = someCases(3, 1)[0]!;
const oneElement = {
  ...given,
  shape: [1, 1],
  channelAxis: 1,
  ...Object.fromEntries(
    ['input', 'gradOutput', 'runningMean', 'runningVariance'].map((name) => [name, Float32Array.of(1)]),
  ),
  gamma: null,
  beta: null,
};

function attemptOf(property: Property, of = given, subject: Subject = sound) {
  const options = { oracle: referenceOracle, timeoutMs: 100, way: null, grade: () => {} };
  return attempt(property, of, createContext(subject, options));
}

describe('one attempt', () => {
  const verdicts: readonly (readonly [Verdict, object])[] = [
    [held, { kind: 'passed', ratio: 0, message: '' }],
    [
      { verdict: 'passed', ratio: 0.5 },
      { kind: 'passed', ratio: 0.5, message: '' },
    ],
    [failed('wrong bits'), { kind: 'failed', ratio: Number.POSITIVE_INFINITY, message: 'wrong bits' }],
    [vacuous('gamma is 0'), { kind: 'vacuous', ratio: 0, message: 'gamma is 0' }],
    [
      { verdict: 'skipped', reason: 'rank 5' },
      { kind: 'skipped', ratio: 0, message: 'rank 5' },
    ],
  ];

  test.each(verdicts)('tells the verdict %o', async (verdict, expected) => {
    expect(await attemptOf(propertyThat(() => verdict))).toEqual(expected);
  });

  test.each([
    ['errored', 'errored', true],
    ['broken', 'errored', true],
    ['timedOut', 'timedOut', true],
    ['skipped', 'skipped', false],
  ] as const)('turns the fault %s of a subject into %s', async (fault: FaultKind, kind, isBad) => {
    const found = await attemptOf(
      propertyThat(() => {
        throw subjectFault(fault, 'what happened');
      }),
    );
    expect(found).toMatchObject({ kind, message: 'what happened' });
    expect(isFailure(found)).toBe(isBad);
  });

  test('lets an error of bncheck itself through', async () => {
    const broken = propertyThat(() => {
      throw new TypeError('a bug of ours');
    });
    await expect(attemptOf(broken)).rejects.toThrow('a bug of ours');
  });

  test('leaves out a case that the conventions let a subject refuse, unless the property judges refusals', async () => {
    const refusing = { ...sound, conventions: { ...sound.conventions, oneElement: 'reject' as const } };
    const always = propertyThat(() => failed('it was asked'));
    expect((await attemptOf(always, oneElement, refusing)).kind).toBe('skipped');
    expect((await attemptOf({ ...always, judgesRefusals: true }, oneElement, refusing)).kind).toBe('failed');
    expect((await attemptOf(always, oneElement, sound)).kind).toBe('failed');
  });
});
