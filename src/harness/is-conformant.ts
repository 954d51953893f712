import type { Outcome } from './outcome.ts';

/** True where no MUST was broken and at least one was tested: a subject that skips everything has shown nothing. */
export function isConformant(outcomes: readonly Pick<Outcome, 'level' | 'outcome'>[]): boolean {
  const must = outcomes.filter(({ level }) => level === 'MUST');
  const broken = must.some(
    ({ outcome }) => outcome === 'failed' || outcome === 'errored' || outcome === 'timedOut',
  );
  return !broken && must.some(({ outcome }) => outcome === 'passed');
}
