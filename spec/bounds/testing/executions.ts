import { createExactOracle } from '../../../reference/exact-oracle.ts';
import { soundVariants } from '../../../reference/variants/sound.ts';
import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { Case, Conventions } from '../../contract.ts';
import { conventionsOf } from '../../testing/paper-conventions.ts';
import { type AccuracyClass, arithmeticOf, type Format } from '../arithmetic.ts';
import { runSubject } from './run-subject.ts';
import { float32, simulatedFormats } from './simulated-arithmetic.ts';
import { algorithmsIn, runAlgorithm } from './simulated-batch-norm.ts';
import {
  type All,
  boundsOf,
  expectedOf,
  type Quantities,
  type Quantity,
  worstRatios,
} from './worst-ratios.ts';

/** A sound algorithm, with the conventions that it follows and the class whose bounds it may not leave. */
export interface Execution {
  readonly name: string;
  readonly format: Format;
  readonly accuracy: AccuracyClass;
  readonly conventions: Conventions;
  readonly run: (given: Case) => Quantities;
}

const paper = conventionsOf();

/** The algorithms of each simulated format, by its name. */
export const executionsByFormat: ReadonlyMap<string, readonly Execution[]> = new Map(
  simulatedFormats.map((simulated) => [
    simulated.name,
    algorithmsIn(simulated).map((algorithm) => ({
      name: algorithm.name,
      format: simulated.format,
      accuracy: algorithm.accuracy,
      conventions: paper,
      run: (given: Case) => runAlgorithm(algorithm, given),
    })),
  ]),
);

/** Those in float32, and the sound variants of the reference, all of them of the widest class. */
export const executions: readonly Execution[] = [
  ...executionsByFormat.get(float32.name)!,
  ...soundVariants.map((variant): Execution => {
    const subject = variant.make();
    return {
      name: variant.id,
      format: 'float32',
      accuracy: 'sequential',
      conventions: subject.conventions,
      run: (given: Case) => runSubject(subject, given),
    };
  }),
];

/** The share of some executions that a case meets: every `parts`-th, others for each of `parts` successive numbers. */
export function shareOf(some: readonly Execution[], k: number, parts: number): readonly Execution[] {
  return some.filter((_, i) => i % parts === k % parts);
}

/** How near an execution came to the bounds of its class. */
export interface Approach {
  readonly name: string;
  readonly accuracy: AccuracyClass;
  readonly quantity: Quantity;
  readonly ratio: number;
}

const exactOracle = createExactOracle();

/** The largest error / bound of each quantity in each execution on one case. Float64 is judged by the exact oracle. */
export function approachesOn(given: Case, some: readonly Execution[] = executions): readonly Approach[] {
  const known = new Map<string, All>();
  const once = (key: string, make: () => All): All => {
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;
  };
  return some.flatMap(({ name, format, accuracy, conventions, run }) => {
    const oracle = format === 'float64' ? exactOracle : referenceOracle;
    const key = JSON.stringify(conventions);
    const expected = once(`${oracle.name} ${key}`, () => expectedOf(given, conventions, oracle));
    const bounds = once(`${format} ${accuracy} ${key}`, () =>
      boundsOf(given, conventions, arithmeticOf(format, accuracy)),
    );
    const ratios = Object.entries(worstRatios(run(given), expected, bounds, format)) as [Quantity, number][];
    return ratios.map(([quantity, ratio]) => ({ name, accuracy, quantity, ratio }));
  });
}

/** The executions that left a bound of their class on one case, and by how much. */
export function breachesOn(given: Case, some?: readonly Execution[]): readonly Approach[] {
  return approachesOn(given, some).filter(({ ratio }) => !(ratio <= 1));
}
