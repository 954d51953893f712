import { appendFileSync, writeFileSync } from 'node:fs';
import { githubAnnotations } from '../reporters/github-annotations.ts';
import type { Report } from '../reporters/report.ts';
import { toJunit } from '../reporters/to-junit.ts';
import { checkMarkdown } from '../reporters/to-markdown.ts';
import { toSarif } from '../reporters/to-sarif.ts';
import { writing } from './writing.ts';

/** Files that a check writes for the services around it. */
export interface CiReportOptions {
  readonly junit?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  /** Annotations on the page of a GitHub workflow run, and the report as its summary. */
  readonly github?: true;
}

/** What the results of a SARIF file point at where the subject is no file. */
const NO_FILE = 'README.md';

/** Writes what was asked for; annotations go to `print`. Throws a sentence where a file cannot be written. */
export function writeCiReports(
  report: Report,
  subject: string,
  options: CiReportOptions,
  print: (text: string) => void,
): void {
  const { junit, sarif, markdown, github } = options;
  if (junit !== undefined) writing(() => writeFileSync(junit, toJunit(report)));
  if (markdown !== undefined) writing(() => writeFileSync(markdown, checkMarkdown(report)));
  if (sarif !== undefined) {
    const file = /\.[cm]?[jt]s$/.test(subject) ? subject : NO_FILE;
    writing(() => writeFileSync(sarif, `${JSON.stringify(toSarif(report, file), null, 2)}\n`));
  }
  if (github !== true) return;
  for (const line of githubAnnotations(report)) print(line);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary) writing(() => appendFileSync(summary, checkMarkdown(report)));
}
