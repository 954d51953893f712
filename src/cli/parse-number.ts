import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers for an option; the error names the rule. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** Seeds are unsigned 32-bit integers. */
export const parseSeed = wholeNumber(0, 2 ** 32 - 1);
export const parseRuns = wholeNumber(1, 1_000_000);
/** Implementations at a time; each is a process or two. */
export const parseWorkers = wholeNumber(1, 256);
/** Milliseconds; the most that a timer takes. */
export const parseTimeout = wholeNumber(1, 2 ** 31 - 1);
