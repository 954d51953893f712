import * as fc from 'fast-check';
import { cases, describeCase } from '../../../spec/arbitraries/cases.ts';
import { oneElementChannels } from '../../../spec/arbitraries/special.ts';
import type { Conventions } from '../../../spec/contract.ts';
import type { Profile } from '../../../spec/conventions.ts';
import { propertySeed } from '../../harness/property-seed.ts';
import { isTelling } from '../is-telling.ts';
import { makeVector } from '../make-vector.ts';
import type { Truth } from '../truth.ts';
import type { Vector } from '../vector.ts';
import { float32Request, kebab, operations } from './operations.ts';

/** Conventions of known implementations that are not those of the other files. */
export interface Dialect {
  readonly name: string;
  readonly title: string;
  readonly conventions: Conventions;
}

/** Each set of conventions among the profiles, under the name of the first that has it. */
export function dialects(profiles: readonly Profile[]): readonly Dialect[] {
  const seen = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const key = JSON.stringify(Object.entries(profile.conventions).sort());
    seen.set(key, [...(seen.get(key) ?? []), profile]);
  }
  return [...seen.values()].map((alike) => ({
    name: `profile-${alike[0]!.id}`,
    title: `As these count: ${alike.map(({ title }) => title).join(', ')}.`,
    conventions: alike[0]!.conventions,
  }));
}

const COUNT = 10;
const ONE_ELEMENT = 4;
const draws = 4;

/** Vectors in every operation, and some with one element a channel, whose treatment differs. */
export function dialectVectors(
  name: string,
  seed: number,
  conventions: Conventions,
  truth: Truth,
): readonly Vector[] {
  const few = cases({ gamma: 'present', beta: 'present', minElementsPerChannel: 2, moderate: true });
  const groups = operations.map(([operation, requirement]) => ({
    operation,
    requirement,
    from: few,
    count: COUNT,
  }));
  const single = oneElementChannels({ gamma: 'present', beta: 'present', moderate: true });
  const degenerate = { operation: 'training', requirement: 'BN-EDGE-ONE-ELEMENT', from: single } as const;
  return [...groups, { ...degenerate, count: ONE_ELEMENT }].flatMap(
    ({ operation, requirement, from, count }) => {
      const label = `${name}-${count === ONE_ELEMENT ? 'one-element' : kebab(operation)}`;
      const small = from.filter(({ input }) => input.length <= 12);
      const sampled = fc.sample(small, { seed: propertySeed(seed, label), numRuns: count * draws });
      return sampled
        .map((given) => {
          const request = float32Request(operation, given);
          const plan = { id: label, requirement, comment: describeCase(given), request };
          return makeVector(plan, conventions, truth);
        })
        .filter(isTelling)
        .slice(0, count)
        .map((vector, k) => ({ ...vector, id: `${label}-${k + 1}` }));
    },
  );
}
