import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requirements } from '../../spec/requirements.ts';
import { isBroken } from './broken.ts';
import { githubAnnotations } from './github-annotations.ts';
import type { Report } from './report.ts';
import { anyResult } from './testing/generated-outcomes.ts';
import { toJunit } from './to-junit.ts';
import { toSarif } from './to-sarif.ts';

const anyReport: fc.Arbitrary<Report> = anyResult.map((result) => ({
  result,
  dtype: 'float32',
  replayOf: (requirement) => `npx bncheck replay ${requirement}`,
}));

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
      expect(testsuite.testcase ?? []).toHaveLength(report.result.outcomes.length);
      expect(Number(testsuite.tests)).toBe(report.result.outcomes.length);
    });
  });

  test('fails for a broken MUST alone', () => {
    always((report) => {
      const { testsuite } = parser.parse(toJunit(report)).testsuites;
      const shown = (testsuite.testcase ?? []).map((one: object) => 'failure' in one || 'error' in one);
      const broken = report.result.outcomes.map((one) => one.level === 'MUST' && isBroken(one));
      expect(shown).toEqual(broken);
      expect(Number(testsuite.failures) + Number(testsuite.errors)).toBe(broken.filter(Boolean).length);
    });
  });
});

describe('SARIF', () => {
  test('has one result for each broken requirement, and a rule for each there is', () => {
    always((report) => {
      const { runs } = JSON.parse(JSON.stringify(toSarif(report, 'src/my adapter.ts')));
      const broken = report.result.outcomes.filter(isBroken);
      expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(
        broken.map(({ requirement }) => requirement),
      );
      expect(runs[0].tool.driver.rules).toHaveLength(requirements.length);
      for (const { locations } of runs[0].results) {
        expect(locations[0].physicalLocation.artifactLocation.uri).toBe('src/my%20adapter.ts');
      }
    });
  });
});

describe('annotations of a GitHub workflow run', () => {
  test('are one line each, at most ten, and nothing in them starts another command', () => {
    always((report) => {
      const lines = githubAnnotations(report);
      expect(lines.length).toBe(Math.min(10, report.result.outcomes.filter(isBroken).length));
      for (const line of lines) {
        expect(line).toMatch(/^::(error|warning) title=[^\n\r:,]*::[^\n\r]*$/);
        expect(line).not.toMatch(/[\n\r]/);
      }
    });
  });
});
