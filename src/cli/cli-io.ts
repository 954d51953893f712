import type { Colours } from '../reporters/plain-colours.ts';
import type { RunJob } from './job.ts';

/** All that a command may touch of the world outside, so that tests can stand in for it. */
export interface CliIo {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  readonly outColours: Colours;
  readonly errColours: Colours;
  /** Where progress is drawn; null where standard error is no terminal. */
  readonly screen: NodeJS.WritableStream | null;
  /** Where failures and reports are written. */
  readonly folder: string;
  /** Processes to run side by side. */
  readonly cores: number;
  readonly run: RunJob;
  /** Runs a job that has the machine for itself; `run` where it is absent. */
  readonly runAlone?: RunJob;
}

/** One of the two streams for people, with its colours. */
export interface Page {
  readonly print: (text: string) => void;
  readonly colours: Colours;
}

/** Standard output, or standard error where a machine reads standard output. */
export function pageFor(io: CliIo, machineReadsOut: boolean): Page {
  const [write, colours] = machineReadsOut ? [io.err, io.errColours] : [io.out, io.outColours];
  return { print: (text) => write(`${text}\n`), colours };
}
