import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requirements } from '../../spec/requirements.ts';
import type { Outcome } from '../harness/outcome.ts';
import { isBroken } from './broken.ts';
import { githubAnnotations } from './github-annotations.ts';
import type { Report } from './report.ts';
import { anyResult, hostileText } from './testing/generated-outcomes.ts';
import { toJunit } from './to-junit.ts';
import { toSarif } from './to-sarif.ts';

const plainReport: fc.Arbitrary<Report> = anyResult.map((result) => ({
  result,
  dtype: 'float32',
  replayOf: (requirement) => `npx bncheck replay ${requirement}`,
}));

/** A report with a list of known failures that tolerates every second failure, and is wrong in what the texts say. */
const listedReport: fc.Arbitrary<Report> = fc
  .tuple(plainReport, fc.array(hostileText, { maxLength: 12 }))
  .map(([report, problems]) => {
    const broken = report.result.outcomes.filter((one) => one.level === 'MUST' && isBroken(one));
    const tolerated = broken.filter((_, k) => k % 2 === 0).map(({ requirement }) => requirement);
    return { ...report, known: { tolerated, problems, conformant: false } };
  });
const anyReport = fc.oneof(plainReport, listedReport);

const toleratedIn = ({ known }: Report, { requirement }: Outcome) =>
  known?.tolerated.includes(requirement) === true;

const always = (check: (report: Report) => void) =>
  fc.assert(fc.property(anyReport, check), { seed: 12, numRuns: 200 });

describe('JUnit XML', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testcase',
  });

  test('is well-formed, with one test case for each requirement, whatever a run found', () => {
    always((report) => {
      const xml = toJunit(report);
      expect(XMLValidator.validate(xml)).toBe(true);
      const { testsuite } = parser.parse(xml).testsuites;
      const count = report.result.outcomes.length + (report.known === undefined ? 0 : 1);
      expect(testsuite.testcase ?? []).toHaveLength(count);
      expect(Number(testsuite.tests)).toBe(count);
      const skipped = (testsuite.testcase ?? []).filter((one: object) => 'skipped' in one);
      expect(Number(testsuite.skipped)).toBe(skipped.length);
      const { tests, failures, errors } = parser.parse(xml).testsuites;
      expect([tests, failures, errors]).toEqual([testsuite.tests, testsuite.failures, testsuite.errors]);
    });
  });

  test('fails for a broken MUST that is not tolerated, and for a wrong list of known failures, alone', () => {
    always((report) => {
      const { testsuite } = parser.parse(toJunit(report)).testsuites;
      const shown = (testsuite.testcase ?? []).map((one: object) => 'failure' in one || 'error' in one);
      const broken = report.result.outcomes.map(
        (one) => one.level === 'MUST' && isBroken(one) && !toleratedIn(report, one),
      );
      if (report.known !== undefined) broken.push(report.known.problems.length > 0);
      expect(shown).toEqual(broken);
      expect(Number(testsuite.failures) + Number(testsuite.errors)).toBe(broken.filter(Boolean).length);
    });
  });
});

describe('SARIF', () => {
  test('has one result for each broken requirement, and a rule for each there is', () => {
    always((report) => {
      const { runs } = JSON.parse(JSON.stringify(toSarif(report, './src/my adapter #1.ts')));
      const broken = report.result.outcomes.filter(isBroken);
      expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(
        broken.map(({ requirement }) => requirement),
      );
      expect(runs[0].results.map((one: object) => 'suppressions' in one)).toEqual(
        broken.map((one) => toleratedIn(report, one)),
      );
      expect(runs[0].tool.driver.rules).toHaveLength(requirements.length);
      for (const { locations } of runs[0].results) {
        expect(locations[0].physicalLocation.artifactLocation.uri).toBe('src/my%20adapter%20%231.ts');
      }
    });
  });
});

describe('annotations of a GitHub workflow run', () => {
  test('are one line each, at most ten, and nothing in them starts another command', () => {
    always((report) => {
      const lines = githubAnnotations(report);
      const broken = report.result.outcomes.filter(isBroken);
      const problems = report.known?.problems.length ?? 0;
      expect(lines.length).toBe(Math.min(10, broken.length + problems));
      const errors = broken.filter((one) => one.level === 'MUST' && !toleratedIn(report, one)).length;
      expect(lines.filter((line) => line.startsWith('::error')).length).toBe(Math.min(10, problems + errors));
      for (const line of lines) {
        expect(line).toMatch(/^::(error|warning|notice) title=[^\n\r:,]*::[^\n\r]*$/);
        expect(line).not.toMatch(/[\n\r]/);
      }
    });
  });
});
