import type { Case } from '../../spec/contract.ts';

type ArrayField = 'input' | 'gradOutput' | 'gamma' | 'beta' | 'runningMean' | 'runningVariance';

const epsilons = [1, 0.5, Math.fround(1e-3), Math.fround(1e-5)];
const factors = [0.5, 0.25, 1];
const largestForSingles = 48;

/** Cases with simpler numbers in the same places: defaults first, then whole arrays, then single entries. */
export function* simplerNumbers(given: Case): Generator<Case> {
  if (given.gamma !== null) yield { ...given, gamma: null };
  if (given.beta !== null) yield { ...given, beta: null };
  yield* arrayTo(given, 'gamma', 1);
  yield* arrayTo(given, 'beta', 0);
  yield* arrayTo(given, 'runningMean', 0);
  yield* arrayTo(given, 'runningVariance', 1);
  yield* arrayTo(given, 'gradOutput', 1);
  for (const epsilon of simpler(given.epsilon, epsilons)) yield { ...given, epsilon };
  for (const factor of simpler(given.exponentialAverageFactor, factors)) {
    yield { ...given, exponentialAverageFactor: factor };
  }
  for (const variation of simpler(given.variation, [0, 1, 2, 3])) yield { ...given, variation };
  for (const field of ['input', 'gradOutput', 'gamma', 'beta', 'runningMean', 'runningVariance'] as const) {
    for (const round of [Math.round, (x: number) => significant(x, 3), (x: number) => significant(x, 8)]) {
      yield* wholeArray(given, field, round);
    }
  }
  for (const field of ['input', 'gradOutput', 'gamma', 'beta', 'runningMean', 'runningVariance'] as const) {
    yield* singleEntries(given, field);
  }
}

/** The values of a fixed list that come before the present one; the list runs from simplest to least simple. */
function simpler(present: number, list: readonly number[]): readonly number[] {
  const at = list.indexOf(present);
  return at < 0 ? list : list.slice(0, at);
}

function* arrayTo(given: Case, field: ArrayField, value: number): Generator<Case> {
  const source = given[field];
  if (source === null || source.every((x) => x === value)) return;
  yield { ...given, [field]: source.map(() => value) };
}

function* wholeArray(given: Case, field: ArrayField, change: (x: number) => number): Generator<Case> {
  const source = given[field];
  if (source === null) return;
  const changed = source.map(change);
  if (changed.some((x, i) => !Object.is(x, source[i]))) yield { ...given, [field]: changed };
}

function* singleEntries(given: Case, field: ArrayField): Generator<Case> {
  const source = given[field];
  if (source === null || source.length > largestForSingles) return;
  for (let i = 0; i < source.length; i++) {
    const x = source[i]!;
    for (const value of friendlier(x))
      yield { ...given, [field]: source.map((old, k) => (k === i ? value : old)) };
  }
}

/** Friendlier float32 values, each strictly simpler than x by `complexity`. */
function friendlier(x: number): readonly number[] {
  if (!Number.isFinite(x)) return [];
  const candidates = [0, 1, -1, 2, Math.round(x), significant(x, 1), significant(x, 3), significant(x, 8)];
  const here = complexity(x);
  return [...new Set(candidates.map(Math.fround))].filter((value) => complexity(value) < here);
}

/** Orders numbers by friendliness: 0, then small whole numbers, then few significant bits. */
function complexity(x: number): number {
  if (x === 0) return Object.is(x, -0) ? 0.25 : 0;
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
