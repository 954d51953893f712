/**
 * What a list of known failures makes of a result.
 *
 * A list that only ever grows hides new faults behind old ones, so it is held to the truth: a listed failure that passes, that fails for
 * another reason, that was not tried, that names no requirement or that has expired is as bad as a failure that is not listed.
 */
import { isBroken } from './is-broken.ts';
import type { Outcome } from './outcome.ts';

/** What a list is held against: the parts of an outcome that are also in a result that was written as JSON. */
export interface JudgedOutcome extends Pick<Outcome, 'requirement' | 'level' | 'outcome'> {
  readonly reason?: string | undefined;
  readonly counterexample?: { readonly message: string } | null | undefined;
}

/** A tolerated failure of one subject. */
export interface Tolerated {
  readonly requirement: string;
  /** What `failureText` gives of the failure. */
  readonly failure: string;
  /** The first day without tolerance, as YYYY-MM-DD. */
  readonly expires: string;
}

export interface KnownJudgement {
  /** Requirements whose failure is known and tolerated. */
  readonly tolerated: readonly string[];
  /** What is wrong with the list, a sentence each. */
  readonly problems: readonly string[];
  /** True where nothing is broken but what is tolerated, and the list is right. */
  readonly conformant: boolean;
}

/** Longest text of a failure in a list. */
const LONGEST = 128;

/** What identifies a failure from run to run: its kind and its message, with # for the numbers, which change with the case. */
export function failureText({ outcome, counterexample, reason }: JudgedOutcome): string {
  const message = counterexample?.message ?? reason ?? '';
  const numberless = message.replace(/[-+]?\d+(\.\d+)?([eE][-+]?\d+)?/g, '#').replace(/\s+/g, ' ');
  return `${outcome}: ${numberless}`.slice(0, LONGEST);
}

/**
 * Holds a result against the list for its subject. `today` is a date as YYYY-MM-DD; `known` are the ids of all requirements there are,
 * so that those of this run, which may be some of them, can be told from those that never were.
 */
export function judgeKnown(
  result: { readonly outcomes: readonly JudgedOutcome[] },
  list: readonly Tolerated[],
  today: string,
  known: readonly string[],
): KnownJudgement {
  const tolerated: string[] = [];
  const problems: string[] = [];
  for (const entry of list) {
    const outcome = result.outcomes.find(({ requirement }) => requirement === entry.requirement);
    const problem = outcome === undefined ? unknownEntry(entry, known) : problemOf(entry, outcome, today);
    if (problem !== null) problems.push(problem);
    else if (outcome !== undefined) tolerated.push(entry.requirement);
  }
  const broken = result.outcomes.filter((one) => one.level === 'MUST' && isBroken(one));
  const unlisted = broken.filter(({ requirement }) => !tolerated.includes(requirement));
  const shown = result.outcomes.some(({ level, outcome }) => level === 'MUST' && outcome === 'passed');
  return { tolerated, problems, conformant: shown && unlisted.length === 0 && problems.length === 0 };
}

/** Whether a list, where there is one, tolerates that an outcome fails. */
export function isTolerated(
  { requirement }: Pick<Outcome, 'requirement'>,
  known: KnownJudgement | null | undefined,
): boolean {
  return known?.tolerated.includes(requirement) === true;
}

function unknownEntry({ requirement }: Tolerated, known: readonly string[]): string | null {
  // It may only not be part of this run.
  if (known.includes(requirement)) return null;
  return `${requirement} is listed, but there is no such requirement: take it off the list.`;
}

function problemOf(entry: Tolerated, outcome: JudgedOutcome, today: string): string | null {
  const { requirement } = entry;
  if (outcome.outcome === 'passed') {
    return `${requirement} unexpectedly passed: take it off the list.`;
  }
  if (!isBroken(outcome)) {
    return `${requirement} is listed as a failure, but it was ${outcome.outcome}: the list says nothing about this subject.`;
  }
  const failure = failureText(outcome);
  if (failure !== entry.failure) {
    return `${requirement} fails for another reason: "${failure}", where "${entry.failure}" is listed.`;
  }
  if (today >= entry.expires)
    return `${requirement} was to be mended by ${entry.expires}: the entry has expired.`;
  return null;
}
