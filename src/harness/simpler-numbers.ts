import type { Case } from '../../spec/contract.ts';

/** The friendliest value of each array. Nothing is simpler than it, or shrinking could go back and forth. */
const favourites = {
  input: 0,
  gradOutput: 1,
  gamma: 1,
  beta: 0,
  runningMean: 0,
  runningVariance: 1,
} as const;

type ArrayField = keyof typeof favourites;

const arrayFields = Object.keys(favourites) as readonly ArrayField[];

const epsilons = [1, 0.5, Math.fround(1e-3), Math.fround(1e-5)];
const factors = [0.5, 0.25, 1];
const largestForSingles = 48;

/**
 * Cases with simpler numbers in the same places: defaults first, then whole arrays, then single entries. Each candidate changes one
 * field, and lowers its complexity, so that no sequence of them is endless.
 */
export function* simplerNumbers(given: Case): Generator<Case> {
  if (given.gamma !== null) yield { ...given, gamma: null };
  if (given.beta !== null) yield { ...given, beta: null };
  for (const field of ['gamma', 'beta', 'runningMean', 'runningVariance', 'gradOutput'] as const) {
    yield* toFavourite(given, field);
  }
  for (const epsilon of simpler(given.epsilon, epsilons)) yield { ...given, epsilon };
  for (const factor of simpler(given.exponentialAverageFactor, factors)) {
    yield { ...given, exponentialAverageFactor: factor };
  }
  for (const variation of simpler(given.variation, [0, 1, 2, 3])) yield { ...given, variation };
  for (const field of arrayFields) {
    for (const round of [Math.round, (x: number) => significant(x, 3), (x: number) => significant(x, 8)]) {
      yield* wholeArray(given, field, round);
    }
  }
  for (const field of arrayFields) {
    yield* singleEntries(given, field);
  }
}

/** The values of a fixed list that come before the present one; the list runs from simplest to least simple. */
function simpler(present: number, list: readonly number[]): readonly number[] {
  const at = list.indexOf(present);
  return at < 0 ? list : list.slice(0, at);
}

function* toFavourite(given: Case, field: ArrayField): Generator<Case> {
  const source = given[field];
  const favourite = favourites[field];
  if (source === null || source.every((x) => x === favourite)) return;
  yield { ...given, [field]: source.map(() => favourite) };
}

function* wholeArray(given: Case, field: ArrayField, change: (x: number) => number): Generator<Case> {
  const source = given[field];
  if (source === null) return;
  const changed = source.map(change);
  const total = (values: Float32Array) =>
    values.reduce((sum, x) => sum + complexity(x, favourites[field]), 0);
  if (total(changed) < total(source)) yield { ...given, [field]: changed };
}

function* singleEntries(given: Case, field: ArrayField): Generator<Case> {
  const source = given[field];
  if (source === null || source.length > largestForSingles) return;
  for (let i = 0; i < source.length; i++) {
    const x = source[i]!;
    for (const value of friendlier(x, favourites[field]))
      yield { ...given, [field]: source.map((old, k) => (k === i ? value : old)) };
  }
}

/** Friendlier float32 values, each strictly simpler than x by `complexity`. */
function friendlier(x: number, favourite: number): readonly number[] {
  if (!Number.isFinite(x)) return [];
  const candidates = [0, 1, -1, 2, Math.round(x), significant(x, 1), significant(x, 3), significant(x, 8)];
  const here = complexity(x, favourite);
  return [...new Set(candidates.map(Math.fround))].filter((value) => complexity(value, favourite) < here);
}

/** Orders numbers by friendliness: the favourite, then 0 and small whole numbers, then few significant bits; -0 is a kind of 0. */
function complexity(x: number, favourite: number): number {
  if (Object.is(x, favourite)) return 0;
  if (x === 0) return Object.is(x, -0) ? 0.75 : 0.5;
  const sign = x < 0 ? 0.5 : 0;
  if (Number.isInteger(x) && Math.abs(x) <= 1024) return Math.abs(x) + sign;
  let bits = 1;
  while (bits < 24 && significant(x, bits) !== x) bits += 1;
  return 2000 + bits * 10 + sign;
}

/** x rounded to a number of significant bits. */
function significant(x: number, bits: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(x))) - bits + 1);
  return unit === 0 ? x : Math.fround(Math.round(x / unit) * unit);
}
