import { requirements } from '../../spec/requirements.ts';
import type { Outcome } from '../harness/outcome.ts';
import { isBroken, isDoubtful, tellingFirst } from './broken.ts';
import { describeCounterexample } from './describe-counterexample.ts';
import { diagnosisLines } from './describe-diagnosis.ts';
import { isHardlyTested } from './hardly-tested.ts';
import type { JudgedBy } from './judged-by.ts';
import { knownLines } from './known-lines.ts';
import { markdownTable } from './markdown-table.ts';
import { fenced, markdownText } from './markdown-text.ts';
import { countGroup, groupMark, groups, legend, type MatrixRow, verdictWord } from './matrix-row.ts';
import { roughText } from './number-text.ts';
import { plainText } from './plain-text.ts';
import { outcomeMark, outcomeWords } from './outcome-line.ts';
import type { Report } from './report.ts';
import { verdictLines } from './verdict-lines.ts';

/** What a page says of the run. */
export interface MarkdownRun {
  readonly tier: string;
  readonly seed: number;
  readonly runs?: number | null;
  readonly date?: Date;
  /** The version of bncheck. */
  readonly bncheck?: string;
}

/** The full report on a matrix of implementations, as Markdown. Names and messages are shown, never obeyed. */
export function toMarkdown(rows: readonly MatrixRow[], run: MarkdownRun): string {
  const sections = rows.map((row) =>
    'problem' in row ? problemSection(row) : reportSection(row.name, row.report),
  );
  return `${[
    '# Batch normalization: conformance of implementations',
    runSentence(run),
    matrixTable(rows),
    legend,
    '## Every requirement',
    requirementGrid(rows),
    ...sections.flat(),
  ].join('\n\n')}\n`;
}

/** The full report on one implementation, as Markdown. */
export function checkMarkdown(report: Report): string {
  const { tier, seed, subject } = report.result;
  const sections = reportSection(subject, report);
  return `${['# Batch normalization: conformance', `Tier ${tier}, seed ${seed}.`, ...sections].join('\n\n')}\n`;
}

function runSentence({ tier, seed, runs = null, date, bncheck }: MarkdownRun): string {
  return [
    ...(bncheck === undefined ? [] : [`bncheck ${bncheck}`]),
    `tier ${tier}`,
    `seed ${seed}`,
    ...(runs === null ? [] : [`${runs} cases per requirement`]),
    ...(date === undefined ? [] : [`${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`]),
  ].join(' · ');
}

/** One line per requirement, one column per implementation; a mark that is a link leads to the counterexample. */
function requirementGrid(rows: readonly MatrixRow[]): string {
  const head = ['requirement', ...rows.map(({ name }) => markdownText(name))];
  const body = requirements.map(({ id }) => [id, ...rows.map((row) => gridCell(id, row))]);
  return markdownTable([head, ...body]);
}

function gridCell(id: string, row: MatrixRow): string {
  if ('problem' in row) return '–';
  const outcome = row.report.result.outcomes.find(({ requirement }) => requirement === id);
  if (outcome === undefined) return '–';
  const mark = outcomeMark(outcome);
  return leads(outcome) ? `[${mark}](#${anchorOf(headingOf(row.name, id))})` : mark;
}

/** Whether there is a section on it. */
function leads(outcome: Outcome): boolean {
  return isBroken(outcome) || isDoubtful(outcome);
}

function headingOf(name: string, requirement: string): string {
  return `${plainText(name)}: ${requirement}`;
}

/** The anchor that GitHub and most others give a heading: in small letters, without punctuation, spaces as dashes. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

function matrixTable(rows: readonly MatrixRow[]): string {
  const head = ['implementation', 'version', ...groups, 'verdict', 'accuracy', 'time'];
  const body = rows.map((row) => {
    const name = markdownText(row.name);
    if ('problem' in row) return [name, '–', ...groups.map(() => '–'), 'not run', '–', '–'];
    const { result, seconds } = row.report;
    const marks = groups.map((group) => groupMark(countGroup(result, group)));
    const time = seconds === undefined ? '–' : `${seconds.toFixed(1)} s`;
    return [name, markdownText(result.version ?? '–'), ...marks, verdictWord(row), result.grade, time];
  });
  return markdownTable([head, ...body]);
}

function problemSection(row: { readonly name: string; readonly problem: string }): readonly string[] {
  return [`## ${markdownText(row.name)}`, `Could not run: ${markdownText(row.problem)}`];
}

function reportSection(name: string, report: Report): readonly string[] {
  const { result, dtype, replayOf, judgedBy } = report;
  const { seed } = result;
  const about = [result.version, result.language, dtype].filter((part) => part !== null);
  const telling = tellingFirst(result.outcomes.filter(leads));
  return [
    `## ${markdownText(name)}`,
    `${markdownText(result.subject)} (${markdownText(about.join(', '))})`,
    verdictLines(result).map(markdownText).join('  \n'),
    ...(report.known === undefined ? [] : [knownLines(report.known).map(markdownText).join('  \n')]),
    ...(judgedBy === undefined ? [] : [conventionsLine(judgedBy)]),
    markdownTable([
      ['', 'requirement', 'level', 'outcome', 'cases', 'worst error / bound'],
      ...result.outcomes.map(outcomeRow),
    ]),
    ...(report.diagnosis ? [fenced(diagnosisLines(report.diagnosis).join('\n').trimEnd())] : []),
    ...telling.flatMap((outcome) => [
      `### ${markdownText(headingOf(name, outcome.requirement))}`,
      fenced(describeCounterexample(outcome, { dtype, replayOf, seed })),
    ]),
  ];
}

function conventionsLine({ source, conventions }: JudgedBy): string {
  const list = Object.entries(conventions).map(([name, value]) => `${name} ${value}`);
  return `Conventions, ${source}: ${list.join(', ')}.`;
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
