import { plainColours } from '../../reporters/plain-colours.ts';
import type { CliIo } from '../cli-io.ts';
import { runCli } from '../run-cli.ts';
import { runJob } from '../run-job.ts';

/** What a command line did. */
export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, writing what it stores into `folder`. */
export async function runHere(
  args: readonly string[],
  folder: string,
  run: CliIo['run'] = runJob,
): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCli(args, {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    outColours: plainColours,
    errColours: plainColours,
    screen: null,
    folder,
    cores: 2,
    run,
  });
  return { exitCode, stdout, stderr };
}
