import type { Log, ReportingDescriptor, Result } from 'sarif';
import { requirements } from '../../spec/requirements.ts';
import { isTolerated } from '../harness/known-failures.ts';
import type { Outcome } from '../harness/outcome.ts';
import { isBroken } from './broken.ts';
import { describeCounterexample } from './describe-counterexample.ts';
import { plainText } from './plain-text.ts';
import type { Report } from './report.ts';

const LEVELS = { MUST: 'error', SHOULD: 'warning', MAY: 'note' } as const;

/**
 * A report as SARIF 2.1.0, for code scanning: one rule for each requirement, one result for each broken one. `file` is what the
 * results point at, relative to the repository: the adapter or the implementation.
 */
export function toSarif(report: Report, file: string): Log {
  const { result } = report;
  return {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'bncheck', rules: requirements.map(ruleOf) } },
        ...(result.interrupted === true
          ? { invocations: [{ executionSuccessful: false, exitCodeDescription: 'interrupted' }] }
          : {}),
        results: result.outcomes.filter(isBroken).map((outcome) => resultOf(outcome, report, file)),
        properties: { subject: plainText(result.subject, 120), tier: result.tier, seed: result.seed },
      },
    ],
  };
}

function ruleOf({ id, level, sentence }: (typeof requirements)[number]): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: sentence },
    defaultConfiguration: { level: LEVELS[level] },
  };
}

function resultOf(outcome: Outcome, report: Report, file: string): Result {
  const { requirement, level } = outcome;
  const text = describeCounterexample(outcome, { ...report, seed: report.result.seed });
  return {
    ruleId: requirement,
    level: LEVELS[level],
    message: { text },
    ...(isTolerated(outcome, report.known)
      ? { suppressions: [{ kind: 'external', justification: 'on the list of known failures' }] }
      : {}),
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } } }],
    // The same requirement of the same subject is the same alert, whatever the seed.
    partialFingerprints: { 'requirement/v1': `${plainText(report.result.subject, 120)} ${requirement}` },
  };
}

/** The path as a relative URI reference: each part is encoded, also where it has a # or a ?. */
function uriOf(file: string): string {
  const parts = file.replace(/^(\.\/)+/, '').split('/');
  return parts.map((part) => encodeURIComponent(part)).join('/');
}
