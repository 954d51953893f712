import { availableParallelism } from 'node:os';
import pc from 'picocolors';
import type { CliIo } from './cli-io.ts';
import { inHalves } from './in-halves.ts';
import { createWorkerRunner } from './run-in-worker.ts';
import { surviving } from './survive.ts';

/** The real world: this process's streams and working directory, and a process for each job. */
export function terminalIo(): CliIo {
  const { stdout, stderr, env } = process;
  const coloured = (stream: NodeJS.WriteStream) =>
    pc.createColors(stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb');
  const screen = stderr.isTTY === true && env.TERM !== 'dumb' ? stderr : null;
  // What a subject prints would tear the progress bars, and standard output belongs to the report.
  const worker = createWorkerRunner((text) => {
    if (screen === null) stderr.write(text);
  });
  const run = surviving(worker);
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    outColours: coloured(stdout),
    errColours: coloured(stderr),
    screen,
    folder: process.cwd(),
    cores: availableParallelism(),
    run,
    runAlone: inHalves(worker, run),
  };
}
