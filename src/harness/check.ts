import type { Case, Oracle, Subject } from '../../spec/contract.ts';
import type { Property } from '../../spec/property.ts';
import { composeResult } from './compose-result.ts';
import { noteConditioning } from './conditioning-log.ts';
import { finishedRun } from './finished-run.ts';
import { noteGrade } from './grades.ts';
import type { SuiteResult } from './outcome.ts';
import type { PropertyFindings } from './property-findings.ts';
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
  /** What an interrupted run found of properties that it had finished: they are not tried again. */
  readonly finished?: readonly PropertyFindings[];
  /** Told of each case before it is tried, counted from 1 in each way of use. */
  readonly onCase?: (requirement: string, number: number) => void;
  /** Told which property goes on, and how many of all planned cases are done. */
  readonly onTurn?: (requirement: string, done: number, total: number) => void;
  /** Told of each property that is finished, but for those that were before. */
  readonly onFinished?: (findings: PropertyFindings) => void;
}

/** A property on its way, and what it has found so far. */
interface Part {
  readonly run: PropertyRun;
  readonly findings: () => PropertyFindings;
}

/** Runs the properties against a subject, a few cases of each at a time, and gives the result as a value. */
export async function check(subject: Subject, options: CheckOptions): Promise<SuiteResult> {
  const { tier, seed } = options;
  const share = Math.min(1, subject.share ?? 1);
  const oracle = rememberExpected(options.oracle);
  const parts = options.properties.map((property) =>
    startPart(property, subject, { ...options, oracle, share }),
  );
  await goThrough(parts, options);
  const head = {
    subject: subject.name,
    version: subject.version ?? null,
    language: subject.language ?? null,
  };
  return composeResult(
    { ...head, tier: tier.name, seed, share },
    parts.map(({ findings }) => findings()),
  );
}

function startPart(
  property: Property,
  subject: Subject,
  options: CheckOptions & { readonly share: number },
): Part {
  const { tier, seed, share, onCase } = options;
  const { requirement } = property;
  const before = options.finished?.find(({ outcome }) => outcome.requirement === requirement);
  if (before !== undefined) return { run: finishedRun(before.outcome), findings: () => before };
  const grades: PropertyFindings['grades'] = new Map();
  const conditioning: PropertyFindings['conditioning'] = new Map();
  const plan = {
    seed,
    runs: Math.max(1, Math.round((options.runs ?? tier.runs) * share)),
    stored: options.stored?.[requirement] ?? [],
    recorded: firstOf(options.recorded, share * tier.recordedShare),
    dtype: subject.dtype,
  };
  const stopped = options.stopped?.find((one) => one.requirement === requirement);
  const run =
    stopped !== undefined
      ? stoppedRun(property, subject, plan, stopped)
      : startProperty(property, subject, {
          ...plan,
          climbs: Math.round(tier.climbs * share),
          timeoutMs: options.timeoutMs,
          oracle: options.oracle,
          exactOracle: options.exactOracle,
          shrinkBudget: Math.ceil(tier.shrinkBudget * share),
          grade: (quantity, accuracy, ratio) => noteGrade(grades, quantity, accuracy, ratio),
          measure: (measurements) => noteConditioning(conditioning, measurements),
          ...(onCase === undefined ? {} : { onCase: (number: number) => onCase(requirement, number) }),
        });
  return { run, findings: () => ({ outcome: run.outcome(), grades, conditioning }) };
}

async function goThrough(
  parts: readonly Part[],
  { onTurn, onFinished, finished = [] }: Pick<CheckOptions, 'onTurn' | 'onFinished' | 'finished'>,
): Promise<void> {
  const runs = parts.map(({ run }) => run);
  const total = sum(runs.map(({ planned }) => planned));
  const done = () => sum(runs.map((run) => (run.finished() ? run.planned : run.tried())));
  const tell = (run: PropertyRun) => {
    if (!run.finished()) return;
    const findings = parts.find((part) => part.run === run)!.findings();
    if (!finished.includes(findings)) onFinished?.(findings);
  };
  for (const run of runs) tell(run);
  await takeTurns(runs, async (run, cases) => {
    onTurn?.(run.requirement, done(), total);
    await run.advance(cases);
    tell(run);
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
