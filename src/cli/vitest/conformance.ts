import { describe, test } from 'vitest';
import { subjectFromExport } from '../../adapters/subject-from-export.ts';
import { properties } from '../../../spec/properties.ts';
import { requirementOf, requirements } from '../../../spec/requirements.ts';
import type { KnownFailure } from '../../fixture-format/known-failures.ts';
import { chooseRequirements } from '../choose-requirements.ts';
import { couldNotRun } from '../could-not-run.ts';
import { judgeByList, readKnownFailures } from '../known-failures.ts';
import { parseSeed } from '../parse-number.ts';
import { runCheck } from '../run-check.ts';
import { settleConventions } from '../settle-conventions.ts';
import { storeFailures } from '../store-failures.ts';
import { storedCases } from '../stored-cases.ts';
import type { Outcome } from '../../harness/outcome.ts';
import type { Tier } from '../../harness/tiers.ts';
import { isBroken } from '../../reporters/broken.ts';
import { describeCounterexample } from '../../reporters/describe-counterexample.ts';
import type { JudgedBy } from '../../reporters/judged-by.ts';

export interface ConformanceOptions {
  /** Default `smoke`. */
  readonly tier?: Tier['name'];
  /** Default 1, or the environment variable BNCHECK_SEED. */
  readonly seed?: number;
  /** Generated cases per requirement, instead of the tier's. */
  readonly runs?: number;
  /** Ids of requirements; all by default. */
  readonly only?: readonly string[];
  /** How long one call may take, in milliseconds; default 10000. */
  readonly timeoutMs?: number;
  /** A file of failures that are tolerated for a while; see `bncheck known-failures --help`. */
  readonly knownFailures?: string;
  /** Where failures are stored, to be tried first in the next run. Default: the working directory. */
  readonly folder?: string;
}

/** What one test of a requirement may take: shrinking included, and slow machines. */
const TEST_LIMIT_MS = 120_000;

/**
 * Registers one vitest test for each requirement, in a suite that is named after the subject and the seed. A broken MUST fails its test
 * with the smallest counterexample; a broken SHOULD or MAY is an annotation; what the subject does not offer is skipped, with the reason.
 *
 * `given` is a `Subject`, or any object that a module subject may be: a function for each operation, the rest by default. Where it
 * declares no conventions, they are identified first.
 *
 * @throws Error for an object that is no subject, for an unknown requirement id, for a seed that is none, and for a list of known
 * failures that is none or that names a requirement that there is not.
 */
export function conformance(given: object, options: ConformanceOptions = {}): void {
  const subject = subjectFromExport(given, 'the test');
  const timeoutMs = options.timeoutMs ?? 10_000;
  let settled: Promise<JudgedBy> | undefined;
  const seed = seedOf(options);
  const only = options.only === undefined ? null : chooseRequirements(options.only);
  const known = options.knownFailures === undefined ? null : ownEntries(options.knownFailures, subject.name);
  const folder = options.folder ?? process.cwd();
  const chosen = properties.filter(({ requirement }) => only === null || only.includes(requirement));

  const judge = async (requirement: string): Promise<Judged> => {
    const job = {
      task: 'check',
      subject: subject.name,
      only: [requirement],
      tier: options.tier ?? 'smoke',
      seed,
      runs: options.runs ?? null,
      timeoutMs,
      stored: await storedCases(subject.name, folder, () => {}),
    } as const;
    settled ??= settleConventions(subject, { subject: subject.name, timeoutMs });
    const judgedBy = await settled;
    const { result, dtype } = await runCheck({ ...subject, conventions: judgedBy.conventions }, job, {});
    await storeFailures(job, { result, dtype, judgedBy }, folder);
    const outcome = result.outcomes[0]!;
    const replayOf = () => `BNCHECK_SEED=${seed} npx vitest run -t ${requirement}`;
    const text = describeCounterexample(outcome, { dtype, replayOf, seed });
    const list = known?.filter((entry) => entry.requirement === requirement) ?? [];
    const { problems, tolerated } = judgeByList(result, subject.name, list);
    return { outcome, text, tolerated: tolerated.length > 0, problems };
  };

  describe(`${subject.name} conforms to bncheck (seed ${seed})`, () => {
    for (const { requirement } of chosen) {
      const title = `${requirement} (${requirementOf(requirement).level})`;
      test(title, { timeout: TEST_LIMIT_MS }, async ({ annotate, skip }) => {
        const { outcome, text, tolerated, problems } = await judge(requirement);
        if (problems.length > 0) throw new Error(`${problems.join('\n')}\n\n${text}`);
        if (outcome.outcome === 'skipped' || outcome.outcome === 'vacuous') skip(outcome.reason);
        if (!isBroken(outcome)) return;
        if (outcome.level === 'MUST' && !tolerated) throw new Error(text);
        await annotate(text, tolerated ? 'notice' : 'warning');
      });
    }
  });
}

/** The seed of the environment, by which a failure tells how to repeat it, else that of the options. Throws a sentence where it is none. */
function seedOf({ seed = 1 }: ConformanceOptions): number {
  const given = process.env.BNCHECK_SEED || String(seed);
  const name = process.env.BNCHECK_SEED ? 'The environment variable BNCHECK_SEED' : 'The option seed';
  try {
    return parseSeed(given);
  } catch (error) {
    throw couldNotRun(`${name} is ${JSON.stringify(given)}. ${(error as Error).message}`, error);
  }
}

/** The entries of a list for the subject. An entry that no test would look at is told here. */
function ownEntries(file: string, subject: string): readonly KnownFailure[] {
  const own = readKnownFailures(file).filter((entry) => entry.subject === subject);
  const unknown = own.filter(({ requirement }) => !requirements.some(({ id }) => id === requirement));
  if (unknown.length > 0) {
    const names = unknown.map(({ requirement }) => requirement).join(', ');
    throw couldNotRun(
      `${JSON.stringify(file)} lists what is no requirement: ${names}. Take it off the list.`,
    );
  }
  return own;
}

interface Judged {
  readonly outcome: Outcome;
  readonly text: string;
  readonly tolerated: boolean;
  /** What is wrong with the list of known failures. */
  readonly problems: readonly string[];
}
