import { referenceOracle } from '../../../../reference/batch-norm.ts';
import type { Conventions, Oracle, Subject } from '../../../../spec/contract.ts';
import { rememberExpected } from '../../../harness/remember-expected.ts';

type Expecting = {
  readonly [K in Exclude<keyof Oracle, 'name'>]: (given: Parameters<Oracle[K]>[0]) => ReturnType<Oracle[K]>;
};

const oracle = rememberExpected(referenceOracle);
const known = new Map<string, Conventions>();

/** What the float64 reference expects under the conventions that a subject declares; worked out once for each case. */
export function expectedFor(subject: Subject): Expecting {
  const key = JSON.stringify(Object.entries(subject.conventions).sort());
  const conventions = known.get(key) ?? subject.conventions;
  known.set(key, conventions);
  return {
    training: (given) => oracle.training(given, conventions),
    inference: (given) => oracle.inference(given, conventions),
    trainingGradient: (given) => oracle.trainingGradient(given, conventions),
    inferenceGradient: (given) => oracle.inferenceGradient(given, conventions),
  };
}
