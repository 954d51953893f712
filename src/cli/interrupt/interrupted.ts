import { constants } from 'node:os';

/** The error of work that a signal cut short. */
export function interruptedBy(signal: NodeJS.Signals): Error {
  return Object.assign(new Error(`Interrupted by ${signal}.`), { interruptedBy: signal });
}

/** The signal that cut the work short, where that is what the error says. */
export function signalOf(error: unknown): NodeJS.Signals | null {
  return error instanceof Error && 'interruptedBy' in error ? (error.interruptedBy as NodeJS.Signals) : null;
}

/** The exit code that shells expect of a command that a signal ended: 130 after Ctrl-C. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
