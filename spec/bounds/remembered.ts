import type { Case, Conventions } from '../contract.ts';
import type { Arithmetic } from './arithmetic.ts';

type BoundsOf<B> = (given: Case, conventions: Conventions, arithmetic: Arithmetic) => B;

/**
 * The same function, computing once for each case, conventions and arithmetic (by identity, and for as long as
 * the case lives): several properties and accuracy classes ask for the bounds of one case.
 */
export function remembered<B>(boundsOf: BoundsOf<B>): BoundsOf<B> {
  type ByArithmetic = Map<Arithmetic, { readonly conventions: Conventions; readonly bounds: B }>;
  const known = new WeakMap<Case, ByArithmetic>();
  return (given, conventions, arithmetic) => {
    const ofCase: ByArithmetic = known.get(given) ?? new Map();
    known.set(given, ofCase);
    const old = ofCase.get(arithmetic);
    if (old !== undefined && old.conventions === conventions) return old.bounds;
    const bounds = boundsOf(given, conventions, arithmetic);
    ofCase.set(arithmetic, { conventions, bounds });
    return bounds;
  };
}
