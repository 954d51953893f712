import { precisionOf } from '../../spec/half-formats.ts';
import type { Outcome } from '../harness/outcome.ts';
import { accuracyPlot } from '../reporters/accuracy-plot.ts';
import { isBroken, isDoubtful, tellingFirst } from '../reporters/broken.ts';
import { describeCounterexample } from '../reporters/describe-counterexample.ts';
import { diagnosisLines } from '../reporters/describe-diagnosis.ts';
import { type JudgedBy, judgedByLines } from '../reporters/judged-by.ts';
import { outcomeLine } from '../reporters/outcome-line.ts';
import { plainText } from '../reporters/plain-text.ts';
import type { Report } from '../reporters/report.ts';
import { verdictLines } from '../reporters/verdict-lines.ts';
import type { Page } from './cli-io.ts';
import type { CheckJob } from './job.ts';

/** Failures that are explained in full; the others get a line. */
const EXPLAINED = 5;

/** Prints a check for people. */
export function printCheck(
  report: Report,
  job: CheckJob,
  judgedBy: JudgedBy,
  { print, colours }: Page,
): void {
  const { result, dtype } = report;
  const about = [result.version, result.language, dtype].filter((part) => part !== null).join(', ');
  const runs = job.runs === null ? '' : `, ${job.runs} cases per requirement`;
  print(`${colours.bold(plainText(result.subject, 60))} (${plainText(about, 60)})`);
  print(
    `tier ${result.tier}, seed ${result.seed}${runs}${result.share < 1 ? `, ${result.share} of the cases (its calls are slow)` : ''}`,
  );
  for (const line of judgedByLines(judgedBy)) print(colours.yellow(line));
  print('');
  for (const outcome of result.outcomes) print(outcomeLine(outcome, colours));
  print('');
  const telling = tellingFirst(result.outcomes.filter((one) => isBroken(one) || isDoubtful(one)));
  for (const outcome of telling.slice(0, EXPLAINED)) {
    print(`${describeCounterexample(outcome, { ...report, seed: result.seed }, colours)}\n`);
  }
  printOthers(telling.slice(EXPLAINED), report, print);
  for (const line of diagnosisLines(report.diagnosis ?? null, colours)) print(line);
  for (const line of accuracyPlot(result, precisionOf[report.dtype], colours)) print(line);
  print('');
  for (const line of verdictLines(result, colours)) print(line);
}

function printOthers(others: readonly Outcome[], report: Report, print: Page['print']): void {
  if (others.length === 0) return;
  print(`and ${others.length} more, explained by:`);
  for (const { requirement } of others) print(`  ${plainText(report.replayOf(requirement))}`);
  print('');
}
