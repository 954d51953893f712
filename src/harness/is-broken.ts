import type { Outcome } from './outcome.ts';

/** True where the requirement was not met: a wrong answer, an error or no answer. */
export function isBroken({ outcome }: Pick<Outcome, 'outcome'>): boolean {
  return outcome === 'failed' || outcome === 'errored' || outcome === 'timedOut';
}
