import type { Command } from 'commander';
import { parseShard } from './parse-shard.ts';

export const PROFILE =
  'judge it by these conventions instead of its own: the id of a profile, or a JSON file';

export const RESUME =
  'go on with the run that an interrupt (Ctrl-C) left in .bncheck/interrupted, or in this file; the other options as before';

/** What `check` takes beside the options that all runs have. */
export function checkOptions(command: Command): Command {
  return command
    .option('--only <requirement>', 'only this requirement; repeatable, or a list with commas', listed, [])
    .option('--profile <name|file>', PROFILE)
    .option('--json [file]', 'write the result as JSON; without a file, as one line on standard output')
    .option(
      '--shard <i/n>',
      'only the i-th of n parts of the run, without a diagnosis; merge the results afterwards',
      parseShard,
    )
    .option('--html <file>', 'write the result as one page for a browser')
    .option('--resume [file]', RESUME)
    .option('--no-stored', 'do not begin with the failures of earlier runs in .bncheck/failures')
    .option('--no-diagnosis', 'do not look for the known fault that behaves like a failing subject')
    .option('--junit <file>', 'write the result as JUnit XML')
    .option('--sarif <file>', 'write the failures as SARIF, for code scanning')
    .option('--markdown <file>', 'write the full report as Markdown')
    .option('--github', 'annotate the GitHub workflow run, and write its summary')
    .option('--known-failures <file>', 'tolerate the failures on this list, and hold the list to the truth');
}

function listed(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
