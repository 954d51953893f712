import type { Conventions } from '../../spec/contract.ts';
import { profiles } from '../../spec/conventions.ts';
import type { Candidate } from '../diagnosis/candidate.ts';

interface Dialect extends Omit<Candidate, 'make'> {
  readonly conventions: Conventions;
}

/** The values that each convention can have, and the requirement that shows which one a subject follows. */
const choices: {
  readonly [Name in keyof Conventions]: {
    readonly values: readonly Conventions[Name][];
    readonly shownBy: string;
  };
} = {
  runningVarianceCorrection: { values: [0, 1], shownBy: 'BN-TRAIN-RUNNING-VARIANCE' },
  normalizingVarianceCorrection: { values: [0, 1], shownBy: 'BN-TRAIN-OUTPUT' },
  epsilonPlacement: { values: ['inside', 'outside'], shownBy: 'BN-TRAIN-OUTPUT' },
  epsilonFloor: { values: [0, Math.fround(1e-5)], shownBy: 'BN-EDGE-EPSILON-ZERO' },
  oneElement: { values: ['define', 'reject', 'nan', 'keep'], shownBy: 'BN-EDGE-ONE-ELEMENT' },
  emptyBatch: { values: ['keep', 'reject', 'nan', 'decay'], shownBy: 'BN-EDGE-EMPTY-BATCH' },
};

const names = Object.keys(choices) as readonly (keyof Conventions)[];

/** Other conventions than those declared: each with one of them changed, and those of the named profiles; no two the same. */
export function otherConventions(declared: Conventions): readonly Dialect[] {
  const known = new Set([keyOf(declared)]);
  const changed = names.flatMap((name) =>
    choices[name].values.map((value): Conventions => ({ ...declared, [name]: value })),
  );
  // What a profile leaves open is as declared.
  const named = profiles.map(({ conventions }) =>
    conventions.emptyBatch === 'unspecified'
      ? { ...conventions, emptyBatch: declared.emptyBatch }
      : conventions,
  );
  return [...changed, ...named].flatMap((conventions) => {
    const key = keyOf(conventions);
    if (known.has(key) || isLeftOpen(declared, conventions)) return [];
    known.add(key);
    return [dialectOf(declared, conventions)];
  });
}

/** True where they only settle what the declared ones leave open. */
function isLeftOpen(declared: Conventions, { emptyBatch, ...rest }: Conventions): boolean {
  return (
    declared.emptyBatch === 'unspecified' && keyOf({ ...rest, emptyBatch: 'unspecified' }) === keyOf(declared)
  );
}

function dialectOf(declared: Conventions, conventions: Conventions): Dialect {
  const differing = names.filter((name) => conventions[name] !== declared[name]);
  const differences = differing.map((name) => `${name} ${conventions[name]} instead of ${declared[name]}`);
  const users = profiles.filter((profile) => followsIn(profile.conventions, conventions, differing));
  const of =
    users.length === 0
      ? ''
      : ` (as ${users
          .slice(0, 3)
          .map(({ title }) => title)
          .join(', ')})`;
  return {
    id: `conventions: ${differences.join(', ')}`,
    meaning: `It is right by other conventions than it declares${of}: ${differences.join(', ')}. Declare them, or follow the declared ones.`,
    evidence: users[0]?.sources[0] ?? 'constructed',
    requirement: choices[differing[0]!].shownBy,
    conventions,
  };
}

function followsIn(one: Conventions, other: Conventions, fields: readonly (keyof Conventions)[]): boolean {
  return fields.every((field) => one[field] === other[field]);
}

function keyOf(conventions: Conventions): string {
  return names.map((name) => conventions[name]).join();
}
