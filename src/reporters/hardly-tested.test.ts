import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome, SuiteResult } from '../harness/outcome.ts';
import { isHardlyTested } from './hardly-tested.ts';
import { outcomeLine } from './outcome-line.ts';
import { anyOutcome, anyResult } from './testing/generated-outcomes.ts';
import { toJson } from './to-json.ts';
import { toMarkdown } from './to-markdown.ts';
import { verdictLines } from './verdict-lines.ts';

const held: Outcome = {
  requirement: 'BN-TRAIN-OUTPUT',
  level: 'MUST',
  outcome: 'passed',
  cases: 3,
  vacuous: 37,
  skipped: 0,
  worstRatio: 0.25,
};

function resultWith(outcomes: readonly Outcome[]): SuiteResult {
  return { ...fc.sample(anyResult, { seed: 1, numRuns: 1 })[0]!, conformant: true, outcomes };
}

test('a requirement that holds on fewer cases than were vacuous is hardly tested', () => {
  expect(isHardlyTested(held)).toBe(true);
  expect(isHardlyTested({ ...held, cases: 20, vacuous: 20 })).toBe(false);
  fc.assert(
    fc.property(anyOutcome, (outcome) => {
      const expected = outcome.outcome === 'passed' && outcome.vacuous > outcome.cases;
      expect(isHardlyTested(outcome)).toBe(expected);
    }),
    { seed: 21 },
  );
});

test('every report says so, and none says it of a requirement that was tested', () => {
  const well = { ...held, cases: 37, vacuous: 3 };
  expect(outcomeLine(held)).toContain('hardly tested: 3 cases');
  expect(outcomeLine(well)).not.toContain('hardly');

  const lines = (outcome: Outcome) => verdictLines(resultWith([outcome, well])).join('\n');
  expect(lines(held)).toContain('hardly tested, since most cases were vacuous: 1 of those that hold');
  expect(lines(well)).not.toContain('hardly');

  const json = toJson(resultWith([held, well]), { encodeCase: () => null, replayOf: () => '' });
  expect(json).toMatchObject({ requirements: [{ mostlyVacuous: true }, { mostlyVacuous: false }] });

  const report = { result: resultWith([held, well]), dtype: 'float32', replayOf: () => '' } as const;
  const markdown = toMarkdown([{ name: 'subject', report }], { tier: 'ci', seed: 1 });
  expect(markdown).toContain('| 3 (37 vacuous) |');
  expect(markdown).toContain('| 37 |');
});
