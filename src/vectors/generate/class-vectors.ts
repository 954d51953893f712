/** Vectors of every class of values and parameters that the cases of the suite are made of, in every operation. */
import * as fc from 'fast-check';
import { betaWeights } from '../../../spec/arbitraries/beta.ts';
import { type CasePlan, caseFrom, casePlans, describeCase } from '../../../spec/arbitraries/cases.ts';
import { epsilonWeights } from '../../../spec/arbitraries/epsilon.ts';
import { gammaWeights } from '../../../spec/arbitraries/gamma.ts';
import { gradientWeights } from '../../../spec/arbitraries/gradients.ts';
import { valueWeights } from '../../../spec/arbitraries/value-classes.ts';
import type { Conventions } from '../../../spec/contract.ts';
import { propertySeed } from '../../harness/property-seed.ts';
import { isTelling } from '../is-telling.ts';
import { makeVector } from '../make-vector.ts';
import type { Truth } from '../truth.ts';
import type { Vector } from '../vector.ts';
import { float32Request, kebab, operations } from './operations.ts';

/** One class of one part of a case. */
interface InputClass {
  readonly part: string;
  readonly name: string;
  readonly changes: Partial<CasePlan>;
  /** Vectors for each operation. */
  readonly count: number;
}

const namesOf = <Name extends string>(weights: Readonly<Record<Name, number>>) =>
  Object.keys(weights) as Name[];

const most = 6;
const few = 3;

/** Every class that the cases of the suite draw from. */
export const inputClasses: readonly InputClass[] = [
  ...namesOf(valueWeights).map((name) => ({
    part: 'values',
    name,
    changes: { valueClasses: [name] },
    count: most,
  })),
  ...namesOf(gammaWeights).map((name) => ({ part: 'gamma', name, changes: { gamma: name }, count: few })),
  ...namesOf(betaWeights).map((name) => ({ part: 'beta', name, changes: { beta: name }, count: few })),
  ...namesOf(epsilonWeights).map((name) => ({
    part: 'epsilon',
    name,
    changes: { epsilon: name },
    count: few,
  })),
  ...namesOf(gradientWeights).map((name) => ({
    part: 'gradient',
    name,
    changes: { gradient: name },
    count: few,
  })),
  ...(['zero', 'negative'] as const).map((name) => ({
    part: 'running-variance',
    name,
    changes: { runningVariance: name, fresh: false },
    count: few,
  })),
];

/** Few enough for people to read. */
const MOST_ELEMENTS = 10;
/** Draws for one vector: not every case of a class has something to tell. */
const draws = 12;

/** The vectors of one class, `count` for each operation; ids begin with its name. */
export function classVectors(
  one: InputClass,
  seed: number,
  conventions: Conventions,
  truth: Truth,
): readonly Vector[] {
  const { part, name, changes, count } = one;
  return operations.flatMap(([operation, requirement]) => {
    const label = `${part}-${kebab(name)}-${kebab(operation)}`;
    const plans = casePlans({ maxElements: 24, minElementsPerChannel: 2 }).filter(
      ({ shape }) => sizeOf(shape.shape) <= MOST_ELEMENTS,
    );
    const sampled = fc.sample(plans, { seed: propertySeed(seed, label), numRuns: count * draws });
    const vectors: Vector[] = [];
    for (const plan of sampled) {
      if (vectors.length === count) break;
      const given = caseFrom({ ...plan, ...changes });
      const vector = makeVector(
        {
          id: `${label}-${vectors.length + 1}`,
          requirement,
          comment: `${part} ${name}: ${describeCase(given)}`,
          request: float32Request(operation, given),
        },
        conventions,
        truth,
      );
      if (isTelling(vector)) vectors.push(vector);
    }
    return vectors;
  });
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}
