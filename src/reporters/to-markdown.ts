import type { Outcome } from '../harness/outcome.ts';
import { isBroken, isDoubtful, tellingFirst } from './broken.ts';
import { describeCounterexample } from './describe-counterexample.ts';
import { diagnosisLines } from './describe-diagnosis.ts';
import { isHardlyTested } from './hardly-tested.ts';
import { fenced, markdownText } from './markdown-text.ts';
import { countGroup, groupMark, groups, legend, type MatrixRow, verdictWord } from './matrix-row.ts';
import { roughText } from './number-text.ts';
import { outcomeMark, outcomeWords } from './outcome-line.ts';
import type { Report } from './report.ts';
import { verdictLines } from './verdict-lines.ts';

/** The full report on a matrix of implementations, as Markdown. Names and messages are shown, never obeyed. */
export function toMarkdown(
  rows: readonly MatrixRow[],
  run: { readonly tier: string; readonly seed: number },
): string {
  const sections = rows.map((row) =>
    'problem' in row ? problemSection(row) : reportSection(row.name, row.report),
  );
  return `${[
    '# Batch normalization: conformance of implementations',
    `Tier ${run.tier}, seed ${run.seed}.`,
    matrixTable(rows),
    legend,
    ...sections.flat(),
  ].join('\n\n')}\n`;
}

/** The full report on one implementation, as Markdown. */
export function checkMarkdown(report: Report): string {
  const { tier, seed, subject } = report.result;
  const sections = reportSection(subject, report);
  return `${['# Batch normalization: conformance', `Tier ${tier}, seed ${seed}.`, ...sections].join('\n\n')}\n`;
}

function matrixTable(rows: readonly MatrixRow[]): string {
  const head = ['implementation', ...groups, 'verdict', 'accuracy'];
  const body = rows.map((row) => {
    const name = markdownText(row.name);
    if ('problem' in row) return [name, ...groups.map(() => '–'), 'not run', '–'];
    const { result } = row.report;
    const marks = groups.map((group) => groupMark(countGroup(result, group)));
    return [name, ...marks, verdictWord(row), result.grade];
  });
  return table([head, head.map(() => '---'), ...body]);
}

function problemSection(row: { readonly name: string; readonly problem: string }): readonly string[] {
  return [`## ${markdownText(row.name)}`, `Could not run: ${markdownText(row.problem)}`];
}

function reportSection(name: string, report: Report): readonly string[] {
  const { result, dtype, replayOf } = report;
  const { seed } = result;
  const about = [result.version, result.language, dtype].filter((part) => part !== null);
  const telling = tellingFirst(result.outcomes.filter((one) => isBroken(one) || isDoubtful(one)));
  return [
    `## ${markdownText(name)}`,
    `${markdownText(result.subject)} (${markdownText(about.join(', '))})`,
    verdictLines(result).map(markdownText).join('  \n'),
    table([
      ['', 'requirement', 'level', 'outcome', 'cases', 'worst error / bound'],
      ['---', '---', '---', '---', '---', '---'],
      ...result.outcomes.map(outcomeRow),
    ]),
    ...(report.diagnosis ? [fenced(diagnosisLines(report.diagnosis).join('\n').trimEnd())] : []),
    ...telling.flatMap((outcome) => [
      `### ${markdownText(name)}: ${markdownText(outcome.requirement)}`,
      fenced(describeCounterexample(outcome, { dtype, replayOf, seed })),
    ]),
  ];
}

function outcomeRow(outcome: Outcome): readonly string[] {
  const word = outcomeWords[outcome.outcome];
  const why = outcome.reason === undefined ? word : `${word}: ${markdownText(outcome.reason)}`;
  const ratio = outcome.outcome === 'skipped' ? '' : roughText(outcome.worstRatio);
  return [
    outcomeMark(outcome),
    markdownText(outcome.requirement),
    outcome.level,
    why,
    isHardlyTested(outcome) ? `${outcome.cases} (${outcome.vacuous} vacuous)` : String(outcome.cases),
    ratio,
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
