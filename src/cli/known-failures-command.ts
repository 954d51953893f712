import { existsSync, writeFileSync } from 'node:fs';
import { decodeKnownFailures, encodeKnownFailures } from '../fixture-format/known-failures.ts';
import type { Tier } from '../harness/tiers.ts';
import { checkProgress } from './check-progress.ts';
import { chooseRequirements } from './choose-requirements.ts';
import type { CliIo } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { type EntryDetails, readKnownFailures, updatedEntries } from './known-failures.ts';

export interface KnownFailuresOptions {
  readonly file: string;
  readonly tier: Tier['name'];
  readonly seed: number;
  readonly runs?: number;
  readonly only: readonly string[];
  readonly reason?: string;
  readonly link?: string;
  readonly expires?: string;
  readonly timeout: number;
  readonly progress: boolean;
}

/** Runs the suite and writes the list of known failures as it should be for the subject; gives 0. */
export async function updateKnownFailures(
  subject: string,
  options: KnownFailuresOptions,
  io: CliIo,
): Promise<number> {
  const { file } = options;
  const before = existsSync(file) ? readKnownFailures(file) : [];
  const details = detailsOf(options);
  const progress = checkProgress(options.progress ? io.screen : null);
  const { result } = await io
    .run(
      {
        task: 'check',
        subject,
        only: chooseRequirements(options.only),
        tier: options.tier,
        seed: options.seed,
        runs: options.runs ?? null,
        timeoutMs: options.timeout,
      },
      progress,
    )
    .finally(progress.stop);
  const after = updatedEntries(before, subject, result.outcomes, details);
  const text = encodeKnownFailures(after);
  validated(text);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw couldNotRun(`The list could not be written: ${(error as Error).message}.`, error);
  }
  io.out(`${file}: ${after.length} entries, ${before.length} before.\n`);
  return 0;
}

function detailsOf({ reason, link, expires }: KnownFailuresOptions): EntryDetails | null {
  if (reason === undefined && link === undefined && expires === undefined) return null;
  if (reason === undefined || link === undefined || expires === undefined) {
    throw couldNotRun('Give --reason, --link and --expires together: an entry needs all three.');
  }
  return { reason, link, expires };
}

/** What was given on the command line goes through the rules of the file before it is written. */
function validated(text: string): void {
  try {
    decodeKnownFailures(JSON.parse(text));
  } catch (error) {
    throw couldNotRun(`${(error as Error).message}.`, error);
  }
}
