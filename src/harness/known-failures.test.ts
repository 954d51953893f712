import { describe, expect, test } from 'vitest';
import type { Case } from '../../spec/contract.ts';
import { failureText, judgeKnown, type Tolerated } from './known-failures.ts';
import type { Outcome, OutcomeKind, SuiteResult } from './outcome.ts';

const known = ['BN-A', 'BN-B', 'BN-C'];
const today = '2030-05-05';

function outcome(requirement: string, kind: OutcomeKind, message = 'gamma 0.25 of 3'): Outcome {
  const blank = { requirement, level: 'MUST', cases: 1, vacuous: 0, skipped: 0, worstRatio: 0 } as const;
  if (kind === 'passed' || kind === 'skipped') return { ...blank, outcome: kind };
  const found = { case: {} as Case, way: null, foundElements: 1, foundAt: 1 };
  return { ...blank, outcome: kind, counterexample: { ...found, message } };
}

const entry = (requirement: string, changes: Partial<Tolerated> = {}): Tolerated => ({
  requirement,
  failure: 'failed: gamma # of #',
  expires: '2030-05-06',
  ...changes,
});

const judge = (outcomes: readonly Outcome[], list: readonly Tolerated[]) =>
  judgeKnown({ outcomes } as SuiteResult, list, today, known);

test('a failure is told by its kind and its message without numbers', () => {
  const texts = ['gamma 0.25 of 3', 'gamma -1e-7 of 12'].map((message) =>
    failureText(outcome('BN-A', 'failed', message)),
  );
  expect(texts).toEqual(['failed: gamma # of #', 'failed: gamma # of #']);
  expect(failureText(outcome('BN-A', 'failed', 'x'.repeat(900)))).toHaveLength(128);
});

describe('a list of known failures', () => {
  test('tolerates what it lists, and nothing else', () => {
    const [passing, listed, other] = [
      outcome('BN-C', 'passed'),
      outcome('BN-A', 'failed'),
      outcome('BN-B', 'failed'),
    ];
    expect(judge([passing, listed], [entry('BN-A')])).toEqual({
      tolerated: ['BN-A'],
      problems: [],
      conformant: true,
    });
    expect(judge([passing, listed, other], [entry('BN-A')])).toMatchObject({
      problems: [],
      conformant: false,
    });
  });

  test.each([
    ['passes', outcome('BN-A', 'passed'), entry('BN-A'), 'BN-A unexpectedly passed'],
    [
      'fails for another reason',
      outcome('BN-A', 'failed', 'other'),
      entry('BN-A'),
      'fails for another reason: "failed: other"',
    ],
    [
      'fails in another manner',
      outcome('BN-A', 'errored'),
      entry('BN-A'),
      'fails for another reason: "errored',
    ],
    ['was not tried', outcome('BN-A', 'skipped'), entry('BN-A'), 'it was skipped'],
    ['expires today', outcome('BN-A', 'failed'), entry('BN-A', { expires: today }), 'the entry has expired'],
    ['names no requirement', outcome('BN-A', 'passed'), entry('BN-X'), 'no such requirement'],
  ])('fails the run where an entry %s', (_, found, listed, problem) => {
    const judgement = judge([outcome('BN-C', 'passed'), found], [listed]);
    expect(judgement).toMatchObject({ tolerated: [], conformant: false });
    expect(judgement.problems).toHaveLength(1);
    expect(judgement.problems[0]).toContain(problem);
  });

  test('says nothing about requirements that are not part of the run', () => {
    expect(judge([outcome('BN-C', 'passed')], [entry('BN-A')])).toEqual({
      tolerated: [],
      problems: [],
      conformant: true,
    });
  });

  test('does not make a run conformant in which nothing was shown', () => {
    expect(judge([outcome('BN-A', 'failed')], [entry('BN-A')]).conformant).toBe(false);
  });
});
