import { soundVariants } from '../../../reference/variants/sound.ts';
import type { Case, Conventions } from '../../contract.ts';
import { conventionsOf } from '../../testing/paper-conventions.ts';
import { arithmeticOf } from '../arithmetic.ts';
import { algorithms, runAlgorithm } from './float32-batch-norm.ts';
import { runSubject } from './run-subject.ts';
import { boundsOf, expectedOf, type Quantities, type Quantity, worstRatios } from './worst-ratios.ts';

/** A sound algorithm in float32, with the conventions that it follows. */
export interface Execution {
  readonly name: string;
  readonly conventions: Conventions;
  readonly run: (given: Case) => Quantities;
}

const paper = conventionsOf();

/** Plain functions here, and the sound variants of the reference; those that refuse small batches are no use. */
export const executions: readonly Execution[] = [
  ...algorithms.map((algorithm) => ({
    name: algorithm.name,
    conventions: paper,
    run: (given: Case) => runAlgorithm(algorithm, given),
  })),
  ...soundVariants.map((variant) => {
    const subject = variant.make();
    return {
      name: variant.id,
      conventions: subject.conventions,
      run: (given: Case) => runSubject(subject, given),
    };
  }),
];

/** An execution that left a bound, and by how much. */
export interface Breach {
  readonly name: string;
  readonly quantity: Quantity;
  readonly ratio: number;
}

/** A quarter of the executions, another one for each of four successive numbers. */
export function quarter(k: number): readonly Execution[] {
  return executions.filter((_, i) => i % 4 === k % 4);
}

/** The breaches of the sequential bounds by some executions on one case. */
export function breachesOn(given: Case, some: readonly Execution[] = executions): readonly Breach[] {
  const arithmetic = arithmeticOf('float32', 'sequential');
  const known = new Map<string, ReturnType<typeof truthOf>>();
  const truthOf = (conventions: Conventions) => ({
    expected: expectedOf(given, conventions),
    bounds: boundsOf(given, conventions, arithmetic),
  });
  return some.flatMap(({ name, conventions, run }) => {
    const key = JSON.stringify(conventions);
    const truth = known.get(key) ?? truthOf(conventions);
    known.set(key, truth);
    const ratios = worstRatios(run(given), truth.expected, truth.bounds);
    const pairs = Object.entries(ratios) as [Quantity, number][];
    return pairs.filter(([, ratio]) => !(ratio <= 1)).map(([quantity, ratio]) => ({ name, quantity, ratio }));
  });
}
