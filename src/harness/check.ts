import type { Case, Oracle, Subject } from '../../spec/contract.ts';
import type { Property } from '../../spec/property.ts';
import { type ConditioningLog, noteConditioning } from './conditioning-log.ts';
import { type GradeLog, gradesOf, noteGrade, overallGrade } from './grades.ts';
import type { Outcome, SuiteResult } from './outcome.ts';
import { rememberExpected } from './remember-expected.ts';
import { type PropertyRun, startProperty } from './start-property.ts';
import { type Stopped, stoppedRun } from './stopped-run.ts';
import { takeTurns } from './take-turns.ts';
import type { Tier } from './tiers.ts';

export interface CheckOptions {
  readonly tier: Tier;
  readonly seed: number;
  /** Generated cases per property, instead of the tier's. */
  readonly runs?: number;
  readonly timeoutMs: number;
  readonly properties: readonly Property[];
  readonly oracle: Oracle;
  readonly exactOracle: Oracle;
  readonly recorded: readonly Case[];
  /** Cases that failed in earlier runs, by requirement: they are tried first. */
  readonly stored?: Readonly<Record<string, readonly Case[]>>;
  /** Properties that are not tried, since the subject ended or blocked its process in them before. */
  readonly stopped?: readonly Stopped[];
  /** Told of each case before it is tried, counted from 1 in each way of use. */
  readonly onCase?: (requirement: string, number: number) => void;
  /** Told which property goes on, and how many of all planned cases are done. */
  readonly onTurn?: (requirement: string, done: number, total: number) => void;
  /** Told of each outcome as it comes. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** Runs the properties against a subject, a few cases of each at a time, and gives the result as a value. */
export async function check(subject: Subject, options: CheckOptions): Promise<SuiteResult> {
  const { tier, seed, properties } = options;
  const log: GradeLog = new Map();
  const conditioning: ConditioningLog = new Map();
  const oracle = rememberExpected(options.oracle);
  const share = Math.min(1, subject.share ?? 1);
  const { onCase } = options;
  const runs = properties.map((property) => {
    const plan = {
      seed,
      runs: Math.max(1, Math.round((options.runs ?? tier.runs) * share)),
      stored: options.stored?.[property.requirement] ?? [],
      recorded: firstOf(options.recorded, share * tier.recordedShare),
    };
    const stopped = options.stopped?.find(({ requirement }) => requirement === property.requirement);
    if (stopped !== undefined) return stoppedRun(property, subject, plan, stopped);
    return startProperty(property, subject, {
      ...plan,
      climbs: Math.round(tier.climbs * share),
      timeoutMs: options.timeoutMs,
      oracle,
      exactOracle: options.exactOracle,
      shrinkBudget: tier.shrinkBudget,
      grade: (quantity, accuracy, ratio) => noteGrade(log, quantity, accuracy, ratio),
      measure: (measurements) => noteConditioning(conditioning, measurements),
      ...(onCase === undefined ? {} : { onCase: (number: number) => onCase(property.requirement, number) }),
    });
  });
  await goThrough(runs, options);
  const outcomes = runs.map((run) => run.outcome());
  const grades = gradesOf(log, conditioning);
  return {
    subject: subject.name,
    version: subject.version ?? null,
    language: subject.language ?? null,
    tier: tier.name,
    seed,
    share,
    conformant: isConformant(outcomes),
    grade: overallGrade(grades),
    grades,
    outcomes,
  };
}

async function goThrough(
  runs: readonly PropertyRun[],
  { onTurn, onOutcome }: Pick<CheckOptions, 'onTurn' | 'onOutcome'>,
): Promise<void> {
  const total = sum(runs.map(({ planned }) => planned));
  const done = () => sum(runs.map((run) => (run.finished() ? run.planned : run.tried())));
  for (const run of runs) if (run.finished()) onOutcome?.(run.outcome());
  await takeTurns(runs, async (run, cases) => {
    onTurn?.(run.requirement, done(), total);
    await run.advance(cases);
    if (run.finished()) onOutcome?.(run.outcome());
    return true;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The first part of a list, rounded up. */
export function firstOf<T>(list: readonly T[], share: number): readonly T[] {
  return list.slice(0, Math.ceil(list.length * share));
}

/**
 * True where no MUST was broken and at least one was tested: a subject that skips everything has shown nothing.
 */
export function isConformant(outcomes: readonly Outcome[]): boolean {
  const must = outcomes.filter(({ level }) => level === 'MUST');
  const broken = must.some(
    ({ outcome }) => outcome === 'failed' || outcome === 'errored' || outcome === 'timedOut',
  );
  return !broken && must.some(({ outcome }) => outcome === 'passed');
}
