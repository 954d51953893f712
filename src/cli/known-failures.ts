import { existsSync, readFileSync } from 'node:fs';
import { requirements } from '../../spec/requirements.ts';
import { decodeKnownFailures, type KnownFailure } from '../fixture-format/known-failures.ts';
import {
  failureText,
  type JudgedOutcome,
  judgeKnown,
  type KnownJudgement,
} from '../harness/known-failures.ts';
import type { Outcome } from '../harness/outcome.ts';
import { isBroken } from '../reporters/broken.ts';
import { couldNotRun } from './could-not-run.ts';
import { sameSubject } from './same-subject.ts';

/** The entries of a file. Throws a sentence that names the file and the rule where it is none. */
export function readKnownFailures(file: string): readonly KnownFailure[] {
  if (!existsSync(file)) throw couldNotRun(`There is no list of known failures at ${JSON.stringify(file)}.`);
  try {
    return decodeKnownFailures(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const { message } = error as Error;
    throw couldNotRun(`${JSON.stringify(file)} is no list of known failures: ${message}.`, error);
  }
}

/** Holds a result against the entries for its subject, of which some may have expired. */
export function judgeByList(
  result: { readonly outcomes: readonly JudgedOutcome[] },
  subject: string,
  entries: readonly KnownFailure[],
  today = new Date().toISOString().slice(0, 10),
): KnownJudgement {
  const own = entries.filter((entry) => sameSubject(entry.subject, subject));
  return judgeKnown(
    result,
    own,
    today,
    requirements.map(({ id }) => id),
  );
}

/** What new entries say about themselves. */
export type EntryDetails = Pick<KnownFailure, 'reason' | 'link' | 'expires'>;

/**
 * The entries as they should be after a run: those of other subjects and of requirements that were not tried stay, what passes now goes,
 * and each failure is as it is now. New ones get the details; throws a sentence where there are new ones and no details.
 */
export function updatedEntries(
  entries: readonly KnownFailure[],
  subject: string,
  outcomes: readonly Outcome[],
  details: EntryDetails | null,
): readonly KnownFailure[] {
  const ran = outcomes.map(({ requirement }) => requirement);
  const listed = new Map(
    entries.filter((entry) => sameSubject(entry.subject, subject)).map((entry) => [entry.requirement, entry]),
  );
  const kept = entries.filter(
    ({ subject: other, requirement }) =>
      !sameSubject(other, subject) ||
      (!ran.includes(requirement) && requirements.some(({ id }) => id === requirement)),
  );
  const broken = outcomes.filter((one) => one.level === 'MUST' && isBroken(one));
  const fresh = broken.filter(({ requirement }) => !listed.has(requirement));
  if (fresh.length > 0 && details === null) {
    const names = fresh.map(({ requirement }) => requirement).join(', ');
    throw couldNotRun(`New failures need --reason, --link and --expires: ${names}.`);
  }
  const current = broken.map((outcome): KnownFailure => {
    const { requirement } = outcome;
    const { reason, link, expires } = listed.get(requirement) ?? details!;
    return { subject, requirement, failure: failureText(outcome), reason, link, expires };
  });
  return [...kept, ...current];
}
