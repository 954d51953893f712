import { float32Sums, type Sum } from './float32-sums.ts';

const f = Math.fround;
const square = (x: number) => f(x * x);

export interface Float32Moments {
  readonly mean: number;
  /** Biased. */
  readonly variance: number;
}

export type MomentsOf = (x: readonly number[]) => Float32Moments;

/** Count, mean and sum of squared deviations of some elements. */
interface Group {
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
}

const none: Group = { count: 0, mean: 0, m2: 0 };

export function twoPass(sum: Sum): MomentsOf {
  return (x) => {
    const mean = f(sum(x) / x.length);
    return { mean, variance: f(sum(x.map((value) => square(f(value - mean)))) / x.length) };
  };
}

function welford(x: readonly number[]): Group {
  let { count, mean, m2 } = none;
  for (const value of x) {
    count += 1;
    const before = f(value - mean);
    mean = f(mean + f(before / count));
    m2 = f(m2 + f(before * f(value - mean)));
  }
  return { count, mean, m2 };
}

/** Chan's merge, with the mean moved from the side of `a`. */
function merge(a: Group, b: Group): Group {
  if (a.count === 0) return b;
  const count = a.count + b.count;
  const delta = f(b.mean - a.mean);
  const mean = f(a.mean + f(f(delta * b.count) / count));
  const m2 = f(f(a.m2 + b.m2) + f(square(delta) * f(f(a.count * b.count) / count)));
  return { count, mean, m2 };
}

/** Merges Welford's groups of the given sizes, over and over. */
function merged(sizes: readonly number[]): MomentsOf {
  return (x) => {
    let group = none;
    let at = 0;
    for (let k = 0; at < x.length; k++) {
      const size = sizes[k % sizes.length]!;
      group = merge(group, welford(x.slice(at, at + size)));
      at += size;
    }
    return finish(group);
  };
}

/** One pass over x - shift, the shift being one of the elements. */
function shifted(shiftOf: (x: readonly number[]) => number): MomentsOf {
  return (x) => {
    const shift = shiftOf(x);
    let total = 0;
    let squares = 0;
    for (const value of x) {
      const deviation = f(value - shift);
      total = f(total + deviation);
      squares = f(squares + square(deviation));
    }
    const mean = f(total / x.length);
    const variance = f(f(squares / x.length) - square(mean));
    return { mean: f(shift + mean), variance: Math.max(variance, 0) };
  };
}

const finish = ({ count, mean, m2 }: Group): Float32Moments => ({ mean, variance: f(m2 / count) });

/** Sound ways to mean and variance in float32, every operation rounded. */
export const float32Moments: Readonly<Record<string, MomentsOf>> = {
  ...Object.fromEntries(Object.entries(float32Sums).map(([name, sum]) => [`two-pass ${name}`, twoPass(sum)])),
  Welford: (x) => finish(welford(x)),
  'merges of 1, 5, 2 and 9': merged([1, 5, 2, 9]),
  'merges of 16': merged([16]),
  'one pass shifted by the first': shifted((x) => x[0]!),
  'one pass shifted by the last': shifted((x) => x.at(-1)!),
};

/** E[x^2] - E[x]^2 in one pass over the raw values: the way that is not sound. */
export const onePassRaw: MomentsOf = (x) => {
  let total = 0;
  let squares = 0;
  for (const value of x) {
    total = f(total + value);
    squares = f(squares + square(value));
  }
  const mean = f(total / x.length);
  return { mean, variance: f(f(squares / x.length) - square(mean)) };
};
