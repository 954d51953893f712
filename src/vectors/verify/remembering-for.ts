import type { Case, Conventions, Oracle } from '../../../spec/contract.ts';

/** The oracle for one case only: each operation is asked once for each custom of the running variance. */
export function rememberingFor(oracle: Oracle): Oracle {
  return {
    name: oracle.name,
    training: once(oracle.training),
    inference: once(oracle.inference),
    trainingGradient: once(oracle.trainingGradient),
    inferenceGradient: once(oracle.inferenceGradient),
  };
}

function once<E>(expect: (given: Case, conventions: Conventions) => E): typeof expect {
  const known = new Map<number, E>();
  return (given, conventions) => {
    const key = conventions.runningVarianceCorrection;
    const expected = known.get(key) ?? expect(given, conventions);
    known.set(key, expected);
    return expected;
  };
}
