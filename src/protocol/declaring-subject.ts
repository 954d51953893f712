import type { Subject } from '../../spec/contract.ts';

/** A subject from outside: where it declares no conventions at all, those it has are only the usual ones. */
export interface DeclaringSubject extends Subject {
  readonly conventionsDeclared: boolean;
}
