import { quoteStart } from '../protocol/shorten.ts';

/** How a child ended, and the line that it had begun and not finished. */
export function describeEnd(code: number | null, signal: NodeJS.Signals | null, unfinished: string): string {
  const how = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
  return unfinished === ''
    ? `The subject ${how}.`
    : `The subject ${how} in the middle of a line: ${quoteStart(unfinished)}.`;
}

/** Why a program could not be started. */
export function describeStartFailure(command: string, error: NodeJS.ErrnoException): string {
  const reason =
    { ENOENT: 'there is no such program', EACCES: 'it may not be executed' }[error.code ?? ''] ??
    error.message;
  return `The program ${JSON.stringify(command)} cannot be started: ${reason}.`;
}
