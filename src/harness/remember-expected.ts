import type { Case, Conventions, Oracle } from '../../spec/contract.ts';

/**
 * The same oracle, asked once for each case and operation (by identity, and for as long as the case lives): several
 * properties ask about one recorded case.
 */
export function rememberExpected(oracle: Oracle): Oracle {
  return {
    name: oracle.name,
    training: once(oracle.training),
    inference: once(oracle.inference),
    trainingGradient: once(oracle.trainingGradient),
    inferenceGradient: once(oracle.inferenceGradient),
  };
}

function once<E>(expect: (given: Case, conventions: Conventions) => E): typeof expect {
  const known = new WeakMap<Case, { readonly conventions: Conventions; readonly expected: E }>();
  return (given, conventions) => {
    const old = known.get(given);
    if (old !== undefined && old.conventions === conventions) return old.expected;
    const expected = expect(given, conventions);
    known.set(given, { conventions, expected });
    return expected;
  };
}
