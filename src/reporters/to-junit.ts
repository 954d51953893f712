import { isTolerated } from '../harness/known-failures.ts';
import type { Outcome, SuiteResult } from '../harness/outcome.ts';
import { isBroken } from './broken.ts';
import { describeCounterexample } from './describe-counterexample.ts';
import { plainText } from './plain-text.ts';
import type { Report } from './report.ts';

/**
 * A report as JUnit XML: one test suite for the subject, one test case for each requirement. A broken MUST is a failure, or an error
 * where the subject gave no answer; a broken SHOULD or MAY passes and says so in `system-out`, as it does not decide conformance. Where there
 * is a list of known failures, what it tolerates is skipped, and one more test case fails where the list is wrong: what reads the file
 * is as red or green as the exit code.
 *
 * No times, so that the same seed gives the same bytes.
 */
export function toJunit(report: Report): string {
  const { result } = report;
  const cases = [...result.outcomes.map((outcome) => testCase(outcome, report)), ...listCase(report)];
  const decisive = result.outcomes.filter((one) => decides(one, report));
  const wrong = decisive.filter(({ outcome }) => outcome === 'failed').length;
  const problems = report.known === undefined || report.known.problems.length === 0 ? 0 : 1;
  const counts = {
    tests: String(cases.length),
    failures: String(wrong + problems),
    errors: String(decisive.length - wrong),
  };
  const skipped = String(
    result.outcomes.filter((one) => isUntested(one) || isTolerated(one, report.known)).length,
  );
  const name = `bncheck ${plainText(result.subject, 120)}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes(counts)}>`,
    `<testsuite ${attributes({ name, ...counts, skipped })}>`,
    properties(result),
    ...cases,
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** A broken requirement that the exit code looks at. */
function decides(outcome: Outcome, report: Report): boolean {
  return isBroken(outcome) && outcome.level === 'MUST' && !isTolerated(outcome, report.known);
}

/** What is wrong with the list of known failures, as a test case of its own; none where there is no list. */
function listCase({ known }: Report): readonly string[] {
  if (known === undefined) return [];
  const start = `<testcase ${attributes({ name: 'known failures', classname: 'bncheck.list' })}>`;
  const sentences = known.problems.map((one) => plainText(one, 600));
  const [first] = sentences;
  if (first === undefined) return [`${start}</testcase>`];
  const text = xmlText(sentences.join('\n'));
  return [`${start}<failure ${attributes({ message: first, type: 'failed' })}>${text}</failure></testcase>`];
}

function isUntested({ outcome }: Outcome): boolean {
  return outcome === 'skipped' || outcome === 'vacuous';
}

function properties({ tier, seed, grade, version, language, interrupted }: SuiteResult): string {
  const partial = interrupted === true ? { interrupted: 'true' } : {};
  const entries = Object.entries({ tier, seed: String(seed), grade, version, language, ...partial });
  const lines = entries
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => `<property ${attributes({ name, value: plainText(value, 120) })}/>`);
  return `<properties>\n${lines.join('\n')}\n</properties>`;
}

function testCase(outcome: Outcome, report: Report): string {
  const start = `<testcase ${attributes({
    name: plainText(outcome.requirement, 60),
    classname: `bncheck.${outcome.level}`,
  })}>`;
  return `${start}${body(outcome, report)}</testcase>`;
}

function body(outcome: Outcome, report: Report): string {
  const message = plainText(outcome.counterexample?.message ?? outcome.reason ?? '');
  if (isUntested(outcome)) return `<skipped ${attributes({ message })}/>`;
  if (!isBroken(outcome)) return '';
  const seed = report.result.seed;
  const text = xmlText(describeCounterexample(outcome, { ...report, seed }));
  if (isTolerated(outcome, report.known)) {
    const why = `a known failure: ${message}`;
    return `<skipped ${attributes({ message: why })}/><system-out>${text}</system-out>`;
  }
  if (!decides(outcome, report)) return `<system-out>${text}</system-out>`;
  const element = outcome.outcome === 'failed' ? 'failure' : 'error';
  return `<${element} ${attributes({ message, type: outcome.outcome })}>${text}</${element}>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${xmlText(value).replaceAll('\n', ' ')}"`)
    .join(' ');
}

/** Text for XML 1.0, which has no place for most control characters and for lone surrogates, even escaped. */
function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
