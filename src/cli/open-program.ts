import { createProcessSubject } from '../adapters/process-subject.ts';
import { splitCommand } from '../adapters/split-command.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import { couldNotRun } from './could-not-run.ts';
import { shellArgument } from './shell-argument.ts';

/** What a test changes: how long the first reply may take and may go without a word about it, and where that word goes. */
export interface Patience {
  readonly startTimeoutMs?: number;
  readonly silenceMs?: number;
  readonly say?: (text: string) => void;
}

const SILENCE_MS = 5000;

/**
 * The subject behind `cmd:PROGRAM ARGS`. Large libraries load for half a minute, so its first reply may take long; but it is
 * said that bncheck waits for it, since a program that forgets to flush looks the same from here.
 */
export async function openProgram(
  text: string,
  timeoutMs: number,
  { silenceMs = SILENCE_MS, say = toStandardError, ...start }: Patience = {},
): Promise<DeclaringSubject> {
  const { command, args } = splitCommand(text);
  const hint = `A program that is ready and silent does not flush stdout after each reply, or leaves out the line feed at its end: npx bncheck smoke ${shellArgument(text)} tells which.`;
  const slow = setTimeout(() => say(`Waiting for the first reply of the subject. ${hint}\n`), silenceMs);
  try {
    return await createProcessSubject(command, args, { timeoutMs, ...start });
  } catch (error) {
    const { name, message } = error as Error;
    throw name === 'TimeoutError' ? couldNotRun(`${message} ${hint}`, error) : error;
  } finally {
    clearTimeout(slow);
  }
}

function toStandardError(text: string): void {
  process.stderr.write(text);
}
