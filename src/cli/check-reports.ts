import { writeFileSync } from 'node:fs';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { KnownJudgement } from '../harness/known-failures.ts';
import { diagnosisJson } from '../reporters/describe-diagnosis.ts';
import type { Report } from '../reporters/report.ts';
import { toJson } from '../reporters/to-json.ts';
import { type CiReportOptions, writeCiReports } from './ci-reports.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import type { CheckFindings, CheckJob } from './job.ts';
import { packageVersion } from './package-version.ts';
import { printCheck } from './print-check.ts';
import { storeFailures } from './store-failures.ts';
import { writeJson } from './write-json.ts';
import { writing } from './writing.ts';

/** The forms in which a check is reported, beside the one on the terminal. */
export interface CheckReportOptions extends CiReportOptions {
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  /** One page for a browser. */
  readonly html?: string;
}

/** Stores the failures of a check, prints it, and writes it in every form that is asked for. */
export async function reportCheck(
  findings: CheckFindings,
  diagnosis: Diagnosis | null,
  seconds: number,
  job: CheckJob,
  options: CheckReportOptions,
  io: CliIo,
  known: KnownJudgement | null = null,
): Promise<void> {
  const page = pageFor(io, options.json === true);
  const replayOf = await storeFailures(job, findings, io.folder);
  const report: Report = {
    ...findings,
    replayOf,
    diagnosis,
    seconds,
    ...(known === null ? {} : { known }),
  };
  printCheck(report, job, findings.judgedBy, page);
  if (options.json !== undefined) {
    const { encodeCaseOrNull } = await import('./encode-case-or-null.ts');
    const text = JSON.stringify({
      ...toJson(report.result, { encodeCase: encodeCaseOrNull, replayOf }),
      // What shards of one run have in common, beside the seed.
      bncheck: packageVersion(),
      ...(job.runs === null ? {} : { runs: job.runs }),
      judgedBy: findings.judgedBy,
      diagnosis: diagnosis && diagnosisJson(diagnosis),
    });
    if (options.json === true) io.out(`${text}\n`);
    else writeJson(options.json, text);
  }
  writeCiReports(report, job.subject, options, page.print);
  const { html } = options;
  if (html !== undefined) {
    const { htmlReport } = await import('./html-report.ts');
    const text = await htmlReport([{ name: job.subject, report }], job);
    writing(() => writeFileSync(html, text));
  }
}
