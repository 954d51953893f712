import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Diagnosis, unknownFault } from '../diagnosis/diagnosis.ts';
import { diagnosisJson, diagnosisLines } from './describe-diagnosis.ts';
import { hostileText } from './testing/generated-outcomes.ts';
import { PAGE_WIDTH } from './wrap-text.ts';

const agreement = fc.record({ agreeing: fc.nat(), probes: fc.nat() });

const anyDiagnosis: fc.Arbitrary<Diagnosis> = fc.record({
  name: fc.oneof(fc.constant('unknown'), hostileText),
  agreement,
  telling: fc.nat(),
  meaning: hostileText,
  evidence: fc.option(hostileText),
  requirement: fc.option(fc.constantFrom('BN-TRAIN-OUTPUT', 'BN-LAYOUT')),
  alternatives: fc.array(hostileText, { maxLength: 4 }),
  nearest: fc.option(fc.record({ name: hostileText, agreement, disagreesOn: hostileText })),
  unexplained: fc.array(fc.constantFrom('numbers', 'memory'), { maxLength: 2 }),
});

test('any diagnosis fits the page, without control characters', () => {
  fc.assert(
    fc.property(anyDiagnosis, (diagnosis) => {
      for (const line of diagnosisLines(diagnosis)) {
        expect([...line].length).toBeLessThanOrEqual(PAGE_WIDTH);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }
    }),
    { seed: 1 },
  );
});

test('any diagnosis reads back from JSON', () => {
  fc.assert(
    fc.property(anyDiagnosis, (diagnosis) => {
      expect(JSON.parse(JSON.stringify(diagnosisJson(diagnosis)))).toEqual(diagnosis);
    }),
    { seed: 2 },
  );
});

test('what nobody knows is said to be unknown, with what comes nearest and where it parts', () => {
  const near = {
    name: 'one-pass-variance',
    agreement: { agreeing: 90, probes: 100 },
    disagreesOn: 'training',
  };
  const text = diagnosisLines(unknownFault('No known fault behaves like this.', { nearest: near })).join(' ');
  expect(text).toContain('No diagnosis.');
  expect(text).toContain('one-pass-variance: 90 of 100 probes agree, but not training');
});

test('where nobody asked, nothing is said', () => {
  expect(diagnosisLines(null)).toEqual([]);
});
