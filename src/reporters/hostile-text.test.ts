import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeCounterexample } from './describe-counterexample.ts';
import { outcomeLine } from './outcome-line.ts';
import { plainText } from './plain-text.ts';
import { summaryTable } from './summary-table.ts';
import { anyOutcome, anyResult, anyRow, hostileText } from './testing/generated-outcomes.ts';
import { toJson } from './to-json.ts';
import { toMarkdown } from './to-markdown.ts';
import { verdictLines } from './verdict-lines.ts';

const WIDEST = 110;

function expectPresentable(text: string): void {
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
  for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(WIDEST);
}

test('plain text has no line ends and no control characters, and is no longer than asked', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 1, max: 40 }), (text, longest) => {
      const plain = plainText(text, longest);
      expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      expect([...plain].length).toBeLessThanOrEqual(longest);
    }),
    { seed: 1 },
  );
});

test('whatever a run found, its description stays within 110 columns and free of control characters', () => {
  fc.assert(
    fc.property(anyOutcome, fc.constantFrom('float32', 'float64'), (outcome, dtype) => {
      const replayOf = (requirement: string) => `npx bncheck replay ${requirement}`;
      expectPresentable(describeCounterexample(outcome, { dtype, replayOf, seed: 1 }));
      expectPresentable(outcomeLine(outcome));
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('the case takes at most twelve lines of a description', () => {
  fc.assert(
    fc.property(anyOutcome, (outcome) => {
      const replayOf = () => 'npx bncheck replay it';
      const lines = describeCounterexample(outcome, { dtype: 'float32', replayOf, seed: 1 }).split('\n');
      const first = lines.findIndex((line) => line.startsWith('  case '));
      const next = lines.findIndex(
        (line, i) => i > first && /^ {2}(way of use|element|found)( |$)/.test(line),
      );
      if (first >= 0) expect(next - first).toBeLessThanOrEqual(12);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('tables and verdicts of any results are presentable', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 4 }), anyResult, (rows, result) => {
      expectPresentable(summaryTable(rows));
      expectPresentable(verdictLines(result).join('\n'));
    }),
    { seed: 4, numRuns: 50 },
  );
});

test('Markdown shows markup of a subject as text', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 3 }), (rows) => {
      const text = toMarkdown(rows, { tier: 'ci', seed: 1 });
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      const outsideFences = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
      expect(outsideFences).not.toContain('<b>');
      expect(outsideFences).not.toMatch(/^```/m);
    }),
    { seed: 5, numRuns: 50 },
  );
});

test('JSON of any result reads back, with every number or its name', () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const json = toJson(result, { encodeCase: () => null, replayOf: () => 'replay' });
      expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    }),
    { seed: 6, numRuns: 100 },
  );
});
