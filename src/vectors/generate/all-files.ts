import type { Case, Conventions } from '../../../spec/contract.ts';
import { properties } from '../../../spec/properties.ts';
import { profiles } from '../../../spec/conventions.ts';
import type { Property } from '../../../spec/property.ts';
import { requirementOf } from '../../../spec/requirements.ts';
import type { Activation } from '../../fixture-format/activation-set.ts';
import { planCases } from '../../harness/plan-cases.ts';
import { propertySeed } from '../../harness/property-seed.ts';
import { plainConventions } from '../../../spec/conventions.ts';
import type { Truth } from '../truth.ts';
import type { Vector, VectorFile } from '../vector.ts';
import { activationVectors } from './activation-vectors.ts';
import { classVectors, inputClasses } from './class-vectors.ts';
import { dialects, dialectVectors } from './dialect-vectors.ts';
import { type KnownFault, regressionVectors } from './regression-vectors.ts';
import { requirementVectors } from './requirement-vectors.ts';
import { sizeVectors } from './size-vectors.ts';
import { type WorstCase, worstCaseVectors } from './worst-case-vectors.ts';

/** What the vectors are made from, beside the cases that the seed gives. */
export interface Sources {
  readonly truth: Truth;
  readonly activations: readonly Activation[];
  readonly worstCases: readonly WorstCase[];
  readonly faults: readonly KnownFault[];
}

/** Vectors of each requirement; sequences have many steps, and so there are fewer. */
const WANTED = 56;
const WANTED_SEQUENCES = 24;
/** Cases of each requirement among which the smallest that shows a fault is sought. */
const SOUGHT = 10;
const SOUGHT_ELEMENTS = 32;

/** A file that can be made on its own: the same seed and sources give the same vectors. */
export interface FilePlan {
  readonly name: string;
  readonly make: (seed: number, sources: Sources) => Promise<VectorFile>;
}

/** Every file of vectors: one for each requirement, and those that go through classes of inputs, faults, worst cases and real data. */
export const filePlans: readonly FilePlan[] = [
  ...properties.map((property) =>
    planOf(
      property.requirement.toLowerCase(),
      requirementOf(property.requirement).sentence,
      (seed, { truth }) => requirementVectors(property, wantedOf(property), seed, plainConventions, truth),
    ),
  ),
  planOf('input-classes', 'Every class of values and parameters, in every operation.', (seed, { truth }) =>
    inputClasses.flatMap((one) => classVectors(one, seed, plainConventions, truth)),
  ),
  planOf(
    'sizes',
    'Sizes around the powers of two in which code counts elements and channels.',
    (seed, { truth }) => sizeVectors(seed, plainConventions, truth),
  ),
  planOf('worst-cases', 'Inputs on which sound code comes nearest to its bounds.', (_, sources) =>
    worstCaseVectors(sources.worstCases, plainConventions, sources.truth),
  ),
  planOf('activations', 'Parts of what a network in training gave to its batch norms.', (_, sources) =>
    activationVectors(sources.activations, plainConventions, sources.truth),
  ),
  planOf('regressions', 'For each known fault a small input on which it shows.', (seed, sources) =>
    regressionVectors(sources.faults, soughtCases(seed), plainConventions, sources.truth),
  ),
  ...dialects(profiles).map(({ name, title, conventions }) =>
    planOf(name, title, (seed, { truth }) => dialectVectors(name, seed, conventions, truth), conventions),
  ),
];

function wantedOf({ requirement }: Property): number {
  return requirement === 'BN-STATE-SEQUENCE' ? WANTED_SEQUENCES : WANTED;
}

type Made = readonly Vector[] | Promise<readonly Vector[]>;

function planOf(
  name: string,
  title: string,
  make: (seed: number, sources: Sources) => Made,
  conventions: Conventions = plainConventions,
): FilePlan {
  return {
    name,
    make: async (seed, sources) => {
      const vectors = await make(seed, sources);
      return { name, title, seed, oracle: sources.truth.oracle.name, conventions, vectors };
    },
  };
}

function soughtCases(seed: number): readonly Case[] {
  const casesOf = ({ cases, requirement }: Property) => {
    const small = cases.filter(({ input }) => input.length <= SOUGHT_ELEMENTS);
    return planCases(small, propertySeed(seed, `regressions ${requirement}`), SOUGHT);
  };
  return properties.filter(({ needs }) => needs.length === 1).flatMap(casesOf);
}
