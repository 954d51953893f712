import { readFileSync } from 'node:fs';
import { decodeFailure, type StoredFailure } from '../fixture-format/stored-failure.ts';
import { isBroken } from '../reporters/broken.ts';
import { describeCounterexample } from '../reporters/describe-counterexample.ts';
import { diagnosisLines } from '../reporters/describe-diagnosis.ts';
import { plainText } from '../reporters/plain-text.ts';
import { askDiagnosis } from './ask-diagnosis.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { readProfile } from './read-profile.ts';

/** Tries a stored failure again; gives 0 where it passes now and 1 where it still fails. */
export async function replayCommand(
  file: string,
  given: string | undefined,
  options: { readonly timeout: number; readonly profile?: string; readonly diagnosis: boolean },
  io: CliIo,
): Promise<number> {
  const failure = readFailure(file);
  const subject = given ?? failure.subject;
  const { timeout, profile, diagnosis = true } = options;
  const judged = profile === undefined ? {} : { profile: readProfile(profile) };
  const findings = await io.run({ task: 'replay', subject, failure, timeoutMs: timeout, ...judged }, {});
  const { outcome, dtype, conventions } = findings;
  const { print, colours } = pageFor(io, false);
  const what = `${outcome.requirement} of ${plainText(findings.subject, 60)}`;
  if (isBroken(outcome)) {
    const replayOf = () => `npx bncheck replay ${file}${given === undefined ? '' : ` ${given}`}`;
    print(`${colours.red('still fails')}: ${what}\n`);
    print(describeCounterexample(outcome, { dtype, replayOf, seed: failure.seed, replayed: true }, colours));
    if (!diagnosis || conventions === null) return 1;
    const asked = { subject, seed: failure.seed, timeoutMs: timeout };
    const named = await askDiagnosis(asked, { outcomes: [outcome], conventions }, io);
    print('');
    for (const line of diagnosisLines(named, colours)) print(line);
    return 1;
  }
  if (outcome.outcome !== 'passed') {
    throw couldNotRun(`${what} could not be judged: ${plainText(outcome.reason ?? outcome.outcome)}.`);
  }
  print(`${colours.green('passes now')}: ${what}`);
  if (failure.message.includes('depends on earlier calls')) {
    print(
      'It came and went when it was found, so this proves little: run the whole check again with its seed',
    );
    print(`(npx bncheck check ${plainText(subject)} --only ${outcome.requirement} --seed ${failure.seed}).`);
  }
  return 0;
}

function readFailure(file: string): StoredFailure {
  try {
    return decodeFailure(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const message = plainText((error as Error).message);
    throw couldNotRun(`${JSON.stringify(file)} is not a stored failure: ${message}`, error);
  }
}
