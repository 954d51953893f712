import { Command, CommanderError, Option } from 'commander';
import { tiers } from '../harness/tiers.ts';
import { plainText } from '../reporters/plain-text.ts';
import { checkOptions, PROFILE, RESUME } from './check-options.ts';
import type { CliIo } from './cli-io.ts';
import { IDENTIFY_HELP } from './identify-help.ts';
import { addFixturesCommands } from './fixtures/fixtures-commands.ts';
import { exitCodeOf, signalOf } from './interrupt/interrupted.ts';
import { packageVersion } from './package-version.ts';
import { parseRuns, parseSeed, parseTimeout, parseWorkers } from './parse-number.ts';
import { parseShape } from './parse-shape.ts';

const SUBJECT = 'builtin:NAME, a known name, cmd:"PROGRAM ARGS" or the path of a module';
const TIMEOUT_MS = 10_000;

/** What `npm start` runs: the matrix in a preset that takes less than two minutes on two cores. */
const demo = {
  tier: 'smoke',
  runs: 20,
  seed: 1,
  only: [],
  outside: false,
  timeout: TIMEOUT_MS,
  progress: true,
} as const;

/** Runs a command line (without the program's name) and gives its exit code: 2 where it could not run, 130 after a Ctrl-C. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let exitCode = 0;
  const ending = async (code: number | Promise<number>) => {
    exitCode = await code;
  };
  try {
    await buildProgram(io, ending).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has already said what was wrong with the arguments, or has shown its help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const signal = signalOf(error);
    if (signal !== null) return exitCodeOf(signal);
    const message = error instanceof Error ? error.message : String(error);
    const sentence = plainText(message, 600);
    io.err(`bncheck could not run: ${sentence}${/[.!?…]$/.test(sentence) ? '' : '.'}\n`);
    return 2;
  }
}

function buildProgram(io: CliIo, ending: (code: number | Promise<number>) => Promise<void>): Command {
  const program = new Command('bncheck')
    .description('The conformance suite for batch normalization.')
    .version(packageVersion())
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();

  const list = (value: string, before: readonly string[]) => [...before, value];
  const runOptions = (command: Command) =>
    command
      .addOption(new Option('--tier <name>', 'how much to do').choices(Object.keys(tiers)).default('ci'))
      .option('--seed <n>', 'the same seed gives the same run', parseSeed, 1)
      .option('--runs <n>', "generated cases per requirement, instead of the tier's", parseRuns)
      .option('--timeout <ms>', 'how long one call may take', parseTimeout, TIMEOUT_MS)
      .option('--no-progress', 'draw no progress');

  checkOptions(runOptions(program.command('check')))
    .argument('<subject>', SUBJECT)
    .description('check one implementation; exit code 0 conformant, 1 not, 2 could not run')
    .action(async (subject, options) => {
      const { checkCommand } = await import('./check-command.ts');
      await ending(checkCommand(subject, options, io));
    });

  program
    .command('merge')
    .argument('<file...>', 'the results of all shards, as check --json wrote them')
    .description('put the shards of one run together; exit code 0 conformant, 1 not, 2 could not run')
    .option('--json [file]', 'write the result as JSON; without a file, as one line on standard output')
    .option('--only <requirement>', 'what the run was of, as it was given to check', list, [])
    .option('--known-failures <file>', 'tolerate the failures on this list, and hold the list to the truth')
    .option('--subject <subject>', 'the SUBJECT as it was given to check, by which the list names it')
    .action(async (files, options) => {
      const { mergeCommand } = await import('./merge-command.ts');
      await ending(mergeCommand(files, options, io));
    });

  const known = program
    .command('known-failures')
    .description('lists of failures that are tolerated for a while');
  runOptions(known.command('update'))
    .argument('<subject>', SUBJECT)
    .description('run the suite and write the list as it should be; new entries get the details given here')
    .option('--file <file>', 'the list', 'known-failures.json')
    .option('--only <requirement>', 'only this requirement; repeatable, or a list with commas', list, [])
    .option('--reason <text>', 'why new failures are tolerated')
    .option('--link <url>', 'where they are tracked')
    .option('--expires <date>', 'the first day on which they are tolerated no longer, as YYYY-MM-DD')
    .action(async (subject, options) => {
      const { updateKnownFailures } = await import('./known-failures-command.ts');
      await ending(updateKnownFailures(subject, options, io));
    });

  program
    .command('init')
    .argument('<language>', 'python, typescript, javascript, cpp, rust, go or java')
    .argument('[folder]', 'where to write it', '.')
    .description('write a small working adapter, to put your own code in')
    .action(async (language, folder) => {
      const { initCommand } = await import('./init-command.ts');
      await ending(initCommand(language, folder, io));
    });

  program
    .command('smoke')
    .argument('<subject>', SUBJECT)
    .description(
      'test the adapter itself in a second or two, and say what is wrong in words; exit code 0 nothing, 1 something, 2 could not run',
    )
    .option('--timeout <ms>', 'how long the start and each call may take', parseTimeout, TIMEOUT_MS)
    .action(async (subject, options) => {
      const { smokeCommand } = await import('./smoke-command.ts');
      await ending(smokeCommand(subject, options, io));
    });

  program
    .command('identify')
    .argument('<subject>', SUBJECT)
    .description(
      'find out the conventions and the algorithm of one implementation, in at most 64 calls; what it declares is not looked at; ' +
        'exit code 0 where a convention could be told, 1 where none, 2 could not run',
    )
    .option('--timeout <ms>', 'how long one call may take', parseTimeout, TIMEOUT_MS)
    .option('--json [file]', 'write what was found as JSON; without a file, as one line on standard output')
    .addHelpText('after', IDENTIFY_HELP)
    .action(async (subject, options) => {
      const { identifyCommand } = await import('./identify-command.ts');
      await ending(identifyCommand(subject, options, io));
    });

  runOptions(program.command('matrix'))
    .description('check every known implementation that is installed, side by side')
    .option('--only <subject>', 'only this subject; repeatable, or a list with commas', list, [])
    .option('--json <file>', 'write all results as JSON')
    .option('--html <file>', 'write all results as one page for a browser')
    .option('--workers <n>', 'how many run at the same time, instead of one on each core', parseWorkers)
    .option('--resume [file]', RESUME)
    .option(
      '--setup <subject>',
      'install this library outside of npm, or all, into .bncheck/env, and run nothing; repeatable',
      list,
      [],
    )
    .action(async (options) => {
      const { matrixCommand } = await import('./matrix-command.ts');
      await ending(matrixCommand(options, io));
    });

  program
    .command('demo')
    .description('the matrix, in less than two minutes')
    .action(async () => {
      const { matrixCommand } = await import('./matrix-command.ts');
      await ending(matrixCommand(demo, io));
    });

  runOptions(program.command('power'))
    .description(
      'run the suite against its own faulty and sound variants; exit code 1 where it misses or accuses one',
    )
    .option('--only <variant>', 'only this variant; repeatable, or a list with commas', list, [])
    .option('--json [file]', 'write the result as JSON; without a file, as one line on standard output')
    .option('--quick', 'leave a faulty variant at the first requirement that notices it')
    .option('--against', 'also put the variants before replicas of other suites')
    .action(async (options) => {
      const { powerCommand } = await import('./power/power-command.ts');
      await ending(powerCommand(options, io));
    });

  program
    .command('bench')
    .description(
      'measure the kernels of this package beside a copy of the same bytes and beside other libraries',
    )
    .option('--shape <sizes>', 'only this shape, as 32,64,56,56; repeatable', parseShape, [])
    .option('--operation <name>', 'training, inference or trainingGradient; repeatable', list, [])
    .option('--layout <name>', 'channels-first or channels-last; repeatable', list, [])
    .option('--subject <name>', 'only this subject beside the copy and ours; repeatable', list, [])
    .option('--threads <n>', '1 or 2; repeatable', list, [])
    .option('--rounds <n>', 'samples of each subject', parseRuns)
    .option('--quick', 'a short table and few rounds: less than a minute')
    .option('--json [file]', 'write the result as JSON; without a file, as one line on standard output')
    .option('--plot <file>', 'draw the ratios as SVG (needs vega and vega-lite)')
    .option('--no-progress', 'draw no progress')
    .action(async (options) => {
      const { benchCommand } = await import('./bench-command.ts');
      await ending(benchCommand(options, io));
    });

  program
    .command('claims')
    .argument('[id...]', 'which ones, by name or number; all where none is given')
    .description('put what batch norm is said to do to the test, by training: some minutes on two cores')
    .option('--quick', 'fewer seeds and steps: about a minute')
    .option('--seed <n>', 'the first seed; the same one gives the same numbers, but for times', parseSeed, 1)
    .option('--out <folder>', 'where the report, its figures and the numbers are written', '.bncheck/claims')
    .option('--json [file]', 'write the results as JSON; without a file, as one line on standard output')
    .option('--no-progress', 'draw no progress')
    .action(async (ids, options) => {
      const { claimsCommand } = await import('./claims-command.ts');
      await ending(claimsCommand(ids, options, io));
    });

  program
    .command('replay')
    .argument('<file>', 'a stored failure')
    .argument('[subject]', `${SUBJECT}; by default the one that failed`)
    .description('try a stored failure again; exit code 0 passes now, 1 still fails, 2 could not run')
    .option('--no-diagnosis', 'do not look for the known fault that behaves like a failing subject')
    .option('--timeout <ms>', 'how long one call may take', parseTimeout, TIMEOUT_MS)
    .option('--profile <name|file>', PROFILE)
    .action(async (file, subject, options) => {
      const { replayCommand } = await import('./replay-command.ts');
      await ending(replayCommand(file, subject, options, io));
    });

  program
    .command('explain')
    .argument('[requirement]')
    .description('explain a requirement, or list them all')
    .action(async (id) => {
      const { explainCommand } = await import('./explain-command.ts');
      await ending(explainCommand(id, io));
    });

  program
    .command('list')
    .description('list the requirements')
    .action(async () => {
      const { explainCommand } = await import('./explain-command.ts');
      await ending(explainCommand(undefined, io));
    });

  program
    .command('subjects')
    .description('list the known implementations')
    .action(async () => {
      const { subjectsCommand } = await import('./subjects-command.ts');
      await ending(subjectsCommand(io));
    });

  addFixturesCommands(program, io, ending);

  return program;
}
