import { identifiedJson } from '../reporters/identified-json.ts';
import { identifiedText } from '../reporters/identified-text.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { writeJson } from './write-json.ts';

export interface IdentifyCommandOptions {
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  readonly timeout: number;
}

/** Finds out the conventions and the algorithm of a subject; gives 0 where a convention could be told, else 1. */
export async function identifyCommand(
  subject: string,
  { json, timeout }: IdentifyCommandOptions,
  io: CliIo,
): Promise<number> {
  const identified = await io.run({ task: 'identify', subject, timeoutMs: timeout }, {});
  const { print, colours } = pageFor(io, json === true);
  for (const line of identifiedText(identified, colours)) print(line);
  if (json !== undefined) {
    const text = JSON.stringify(identifiedJson(identified));
    if (json === true) io.out(`${text}\n`);
    else writeJson(json, text);
  }
  return identified.settled.length === 0 ? 1 : 0;
}
