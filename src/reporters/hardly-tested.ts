import type { Outcome } from '../harness/outcome.ts';

/** True where a requirement held, but more of its cases were vacuous than could tell right from wrong: then it is hardly tested. */
export function isHardlyTested({ outcome, cases, vacuous }: Outcome): boolean {
  return outcome === 'passed' && vacuous > cases;
}
