import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosisJson } from '../reporters/describe-diagnosis.ts';
import type { MatrixRow } from '../reporters/matrix-row.ts';
import { toJson } from '../reporters/to-json.ts';
import { type MarkdownRun, toMarkdown } from '../reporters/to-markdown.ts';
import { encodeCaseOrNull } from './encode-case-or-null.ts';
import { safeFileName } from './safe-file-name.ts';
import { writing } from './writing.ts';

const FOLDER = 'bncheck-report';

/** What was run, when and by which bncheck. */
export interface MatrixRun extends MarkdownRun {
  /** Generated cases per requirement, where they were not the tier's. */
  readonly runs: number | null;
  readonly date: Date;
  readonly bncheck: string;
}

/** Writes report.md and one JSON file for each subject into bncheck-report/, and gives where to begin reading. */
export function writeReport(rows: readonly MatrixRow[], run: MatrixRun, folder: string): string {
  return writing(() => {
    mkdirSync(join(folder, FOLDER), { recursive: true });
    for (const row of rows) {
      const text = `${JSON.stringify(rowJson(row), null, 2)}\n`;
      writeFileSync(join(folder, FOLDER, `${safeFileName(row.name)}.json`), text);
    }
    writeFileSync(join(folder, FOLDER, 'report.md'), toMarkdown(rows, run));
    return `${FOLDER}/report.md`;
  });
}

/** Writes the whole matrix as one JSON file. With the same seed, only its date and its times differ. */
export function writeMatrixJson(file: string, rows: readonly MatrixRow[], run: MatrixRun): void {
  const { tier, seed, runs, date, bncheck } = run;
  const subjects = rows.map((row) => ({ ...rowJson(row), ...facts(row) }));
  const json = { tier, seed, runs, date: date.toISOString(), bncheck, subjects };
  writing(() => writeFileSync(file, `${JSON.stringify(json)}\n`));
}

/** Writes the whole matrix as one page for a browser. */
export async function writeMatrixHtml(
  file: string,
  rows: readonly MatrixRow[],
  run: MatrixRun,
): Promise<void> {
  const { htmlReport } = await import('./html-report.ts');
  const text = await htmlReport(rows, run);
  writing(() => writeFileSync(file, text));
}

/** What is left out where the same seed is to give the same bytes, or where a reader has it in hand. */
function facts(row: MatrixRow): object {
  if ('problem' in row) return {};
  const { result, dtype, judgedBy = null, seconds = null } = row.report;
  return { language: result.language, dtype, judgedBy, seconds };
}

function rowJson(row: MatrixRow): object {
  if ('problem' in row) return { name: row.name, problem: row.problem };
  const { result, replayOf, diagnosis = null } = row.report;
  return {
    name: row.name,
    ...toJson(result, { encodeCase: encodeCaseOrNull, replayOf }),
    diagnosis: diagnosis && diagnosisJson(diagnosis),
  };
}
