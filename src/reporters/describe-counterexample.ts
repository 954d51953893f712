import type { Mismatch } from '../../spec/compare.ts';
import type { Case } from '../../spec/contract.ts';
import { requirements } from '../../spec/requirements.ts';
import type { Outcome } from '../harness/outcome.ts';
import { caseLines, type Labelled } from './case-lines.ts';
import { locateMismatch } from './locate-mismatch.ts';
import { expectedText, roughText, valueText } from './number-text.ts';
import { outcomeMark, outcomeWords } from './outcome-line.ts';
import { type Colours, plainColours } from './plain-colours.ts';
import { plainText } from './plain-text.ts';
import { relevantParts } from './relevant-parts.ts';
import type { Report } from './report.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

/** Where a failure comes from. */
export interface FailureSource extends Pick<Report, 'dtype' | 'replayOf'> {
  /** The seed of the run that found it. */
  readonly seed: number;
  /** True where it was stored by that run and tried again alone. */
  readonly replayed?: boolean;
}

const LABEL_WIDTH = 18;
const TEXT_WIDTH = PAGE_WIDTH - LABEL_WIDTH;

/**
 * Explains one failure to the person who has to mend it: the requirement, the case in plain numbers, what was
 * expected and what came, how far off it is, and the command that repeats it. An outcome without a counterexample
 * gives its requirement and its reason.
 */
export function describeCounterexample(
  outcome: Outcome,
  report: FailureSource,
  colours: Colours = plainColours,
): string {
  const requirement = requirements.find(({ id }) => id === outcome.requirement);
  const title = `${outcomeMark(outcome, colours)} ${colours.bold(plainText(outcome.requirement, 60))}`;
  const lines = [`${title}  ${outcome.level}  ${outcomeWords[outcome.outcome]}`];
  for (const line of wrapText(requirement?.sentence ?? '', PAGE_WIDTH - 2)) lines.push(`  ${line}`);
  for (const [label, text] of counterexampleDetails(outcome, report)) {
    wrapText(text, TEXT_WIDTH).forEach((part, i) => {
      const shown = i === 0 ? colours.dim(label.padEnd(LABEL_WIDTH - 2)) : ' '.repeat(LABEL_WIDTH - 2);
      lines.push(`  ${shown}${label === 'actual' ? colours.red(part) : part}`.trimEnd());
    });
  }
  return lines.join('\n');
}

/** What is said of a failure, each with its label; a line without one goes on with the one before. */
export function counterexampleDetails(outcome: Outcome, report: FailureSource): readonly Labelled[] {
  const { counterexample } = outcome;
  if (counterexample === undefined) return [['reason', plainText(outcome.reason ?? 'none given')]];
  const { case: given, way, mismatch, message } = counterexample;
  const requirement = requirements.find(({ id }) => id === outcome.requirement);
  return [
    [mismatch === undefined ? 'what happened' : 'does not hold', plainText(message)],
    ...caseLines(given, relevantParts(outcome, requirement), TEXT_WIDTH),
    ...wayLines(way, outcome.failedWays ?? []),
    ...(mismatch === undefined ? [] : mismatchLines(mismatch, given, report.dtype)),
    ...termLines(counterexample),
    ['found', foundText(counterexample, report)],
    ['replay', plainText(report.replayOf(outcome.requirement))],
  ];
}

/** The way of the counterexample, and the others that failed too: those not named hold. */
function wayLines(way: string | null, failedWays: readonly string[]): readonly Labelled[] {
  if (way === null) return [];
  const others = failedWays.filter((other) => other !== way);
  const more = others.length === 0 ? ' (no other way failed)' : ` (and: ${others.join('; ')})`;
  return [['way of use', plainText(`${way}${more}`)]];
}

function mismatchLines(mismatch: Mismatch, given: Case, dtype: Report['dtype']): readonly Labelled[] {
  const { expected, actual, error, bound, ratio, quantity } = mismatch;
  const { index, channel } = locateMismatch(mismatch, given);
  const ofChannel = channel === null ? '' : `, channel ${channel}`;
  const times = Number.isFinite(ratio) ? `${roughText(ratio)} times the bound` : 'beyond any bound;';
  return [
    ['element', `${plainText(quantity, 40)}[${index.join(', ')}]${ofChannel}`],
    ['expected', expectedText(expected, actual, dtype)],
    ['actual', valueText(actual, dtype)],
    [
      'error',
      `${roughText(error)}, ${times}${Number.isFinite(ratio) ? '' : ' the bound is'} ${roughText(bound)}`,
    ],
  ];
}

/** What the bound would allow, term by term: at most three, with how often the error exceeds the largest. */
function termLines({ boundTerms, mismatch }: NonNullable<Outcome['counterexample']>): readonly Labelled[] {
  const [largest, ...rest] = boundTerms ?? [];
  if (largest === undefined || mismatch === undefined) return [];
  const times = mismatch.error / largest.value;
  const exceeded = Number.isFinite(times) ? `, which the error is ${roughText(times)} times` : '';
  const more = rest.slice(0, 2).map(({ name, value }) => `; ${name} ${roughText(value)}`);
  return [['allowed for', `${largest.name} ${roughText(largest.value)}${exceeded}${more.join('')}`]];
}

function foundText(found: NonNullable<Outcome['counterexample']>, { seed, replayed }: FailureSource): string {
  if (replayed === true) return `by a run with seed ${seed}`;
  const now = found.case.input.length;
  const shrunk = now < found.foundElements ? `, shrunk to ${now}` : '';
  const count = `${found.foundElements} element${found.foundElements === 1 ? '' : 's'}`;
  return `at case ${found.foundAt} of the run, with ${count}${shrunk}; seed ${seed}`;
}
