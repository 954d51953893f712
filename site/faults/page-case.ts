import type { Case } from '../../spec/contract.ts';

/** A number as JSON can hold it: what is no finite number, and the negative zero, by name. */
type PageNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

/** A case in plain numbers, which pages load; float32 values are float64 values, so nothing is lost. */
export interface PageCase {
  readonly shape: readonly number[];
  readonly channelAxis: number;
  readonly vectors: Readonly<Record<VectorName, readonly PageNumber[] | null>>;
  readonly epsilon: PageNumber;
  readonly exponentialAverageFactor: PageNumber;
  readonly variation: number;
}

const vectorNames = ['input', 'gradOutput', 'gamma', 'beta', 'runningMean', 'runningVariance'] as const;
type VectorName = (typeof vectorNames)[number];

/** The case in plain numbers. */
export function toPageCase(given: Case): PageCase {
  const vectors = vectorNames.map((name) => [name, given[name] && Array.from(given[name], toPageNumber)]);
  return {
    shape: given.shape,
    channelAxis: given.channelAxis,
    vectors: Object.fromEntries(vectors),
    epsilon: toPageNumber(given.epsilon),
    exponentialAverageFactor: toPageNumber(given.exponentialAverageFactor),
    variation: given.variation,
  };
}

/** The case that plain numbers stand for. */
export function fromPageCase({ vectors, ...page }: PageCase): Case {
  const vector = (name: VectorName) => Float32Array.from(vectors[name] ?? [], Number);
  const orAbsent = (name: VectorName) => (vectors[name] === null ? null : vector(name));
  return {
    ...page,
    input: vector('input'),
    gradOutput: vector('gradOutput'),
    gamma: orAbsent('gamma'),
    beta: orAbsent('beta'),
    runningMean: vector('runningMean'),
    runningVariance: vector('runningVariance'),
    epsilon: Number(page.epsilon),
    exponentialAverageFactor: Number(page.exponentialAverageFactor),
  };
}

function toPageNumber(value: number): PageNumber {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : (String(value) as PageNumber);
}
