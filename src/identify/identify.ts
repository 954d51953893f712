import type { Conventions, Oracle, Subject } from '../../spec/contract.ts';
import { plainConventions as usual } from '../../spec/conventions.ts';
import type { Arrangement } from './arrange.ts';
import { createBench } from './bench.ts';
import type { Finding } from './finding.ts';
import type { Answered, AnsweredFindings, Findings, Identified, QuestionId } from './identified.ts';
import { createLab, type LabOptions } from './lab.ts';
import { nearestProfiles } from './nearest-profiles.ts';
import { questions } from './questions.ts';
import { plainChannels, plainSettings } from './questions/plain-probe.ts';
import { weightOf } from './questions/running-update.ts';

export interface IdentifyOptions {
  /** What supplies expected values: the reference for a float32 subject, the exact oracle for a float64 one. */
  readonly oracle: Oracle;
  /** How long one call may take. */
  readonly timeoutMs: number;
}

/**
 * Finds out the conventions and the algorithm of a subject in at most 64 calls; what it declares is not looked at.
 *
 * Each question is put to the first of the subject's ways, and to the others only where that one cannot answer. Whatever a
 * subject does is a finding; only errors of bncheck itself are thrown.
 */
export async function identify(
  subject: Subject,
  { oracle, timeoutMs }: IdentifyOptions,
): Promise<Identified> {
  const bench = createBench(subject, oracle, timeoutMs);
  const ways = subject.ways ?? [null];
  const arrangements = new Map<string | null, Arrangement>();
  let answers: Partial<AnsweredFindings> = {};
  let settled = settledBy(answers);

  for (const question of questions) {
    for (const way of ways) {
      const weight = answers.exponentialAverageFactor;
      const lab = {
        bench,
        oracle,
        way,
        ...settled,
        weightOf: (factor: number) => (weight?.kind === 'found' ? weightOf(weight.value, factor) : factor),
      };
      const arrangement = arrangements.get(way) ?? (await answeredArrangement(lab));
      arrangements.set(way, arrangement);
      const findings = await question(createLab({ ...lab, arrangement }));
      answers = { ...answers, ...betterOf(answers, findings, way) };
      if (Object.values(findings).every(({ kind }) => kind !== 'unable')) break;
    }
    settled = settledBy(answers);
  }
  return {
    subject: subject.name,
    version: subject.version ?? null,
    dtype: subject.dtype,
    firstWay: ways[0] ?? null,
    calls: bench.calls(),
    ...settled,
    findings: answers as AnsweredFindings,
    nearest: settled.settled.length === 0 ? [] : nearestProfiles(settled.conventions, settled.settled),
  };
}

/** The first arrangement of channels in which the plainest probe is answered; rows where none is. */
async function answeredArrangement(options: Omit<LabOptions, 'arrangement'>): Promise<Arrangement> {
  for (const arrangement of ['rows', 'planes', 'channels last'] as const) {
    const lab = createLab({ ...options, arrangement });
    const operation = lab.offers('training') ? 'training' : 'inference';
    const reply = await lab.call(operation, lab.arrange(plainChannels, plainSettings));
    if ('result' in reply) return arrangement;
  }
  return 'rows';
}

const certainty: Readonly<Record<Finding<unknown>['kind'], number>> = { unable: 0, none: 1, found: 2 };

/** The findings that say more than what is known already. */
function betterOf(
  known: Partial<AnsweredFindings>,
  findings: Partial<Findings>,
  way: string | null,
): Partial<AnsweredFindings> {
  const better = Object.entries(findings).filter(([id, { kind }]) => {
    const old = known[id as QuestionId];
    return old === undefined || certainty[kind] > certainty[old.kind];
  });
  return Object.fromEntries(better.map(([id, finding]) => [id, { ...finding, way } as Answered<unknown>]));
}

/** The conventions that are answered, and the usual ones for the rest. */
function settledBy(answers: Partial<AnsweredFindings>): Pick<Identified, 'conventions' | 'settled'> {
  const { epsilonFloor, ...others } = answers;
  const values: Record<string, unknown> = {};
  if (epsilonFloor?.kind === 'found') values.epsilonFloor = epsilonFloor.value.floor;
  for (const name of Object.keys(usual) as (keyof Conventions)[]) {
    const finding = name === 'epsilonFloor' ? undefined : others[name];
    if (finding?.kind === 'found') values[name] = finding.value;
  }
  const settled = (Object.keys(usual) as (keyof Conventions)[]).filter((name) => name in values);
  return { conventions: { ...usual, ...values }, settled };
}
