import type { AccuracyClass } from '../arithmetic.ts';
import type { Simulated } from './simulated-arithmetic.ts';

export type Sum = (terms: readonly number[]) => number;

/** Ways to add in one format, and to add products. */
export interface Summation {
  readonly accuracy: AccuracyClass;
  readonly sum: Sum;
  /** sum(a b). */
  readonly dot: (a: readonly number[], b: readonly number[]) => number;
}

function sequentialIn(round: (value: number) => number): Sum {
  return (terms) => {
    let total = 0;
    for (const term of terms) total = round(total + term);
    return total;
  };
}

/** Blocks of `size` one after another, then halves of halves. */
function treeIn(round: (value: number) => number, size: number): Sum {
  const sequential = sequentialIn(round);
  const tree: Sum = (terms) => {
    if (terms.length <= size) return sequential(terms);
    const half = Math.ceil(terms.length / size / 2) * size;
    return round(tree(terms.slice(0, half)) + tree(terms.slice(half)));
  };
  return tree;
}

/** Kahan's sum: what an addition rounds away is taken off the next term. */
function kahanIn(round: (value: number) => number): Sum {
  return (terms) => {
    let total = 0;
    let lost = 0;
    for (const term of terms) {
      const corrected = round(term - lost);
      const next = round(total + corrected);
      lost = Number.isFinite(next) ? round(round(next - total) - corrected) : 0;
      total = next;
    }
    return total;
  };
}

/** Sums in the orders that implementations use, by name; every addition rounded, but for those in a wide accumulator. */
export function summationsIn({ round, fma, format }: Simulated): Readonly<Record<string, Summation>> {
  const sequential = sequentialIn(round);
  const blocks: Sum = (terms) => {
    const sums: number[] = [];
    for (let at = 0; at < terms.length; at += 7) sums.push(sequential(terms.slice(at, at + 7)));
    return sequential(sums);
  };
  const wide = sequentialIn((value) => value);
  const rounding = (accuracy: AccuracyClass, sum: Sum): Summation => ({
    accuracy,
    sum,
    dot: (a, b) => sum(a.map((value, j) => round(value * b[j]!))),
  });
  return {
    sequential: rounding('sequential', sequential),
    reversed: rounding('sequential', (terms) => sequential(terms.toReversed())),
    'sorted by size': rounding('sequential', (terms) =>
      sequential(terms.toSorted((a, b) => Math.abs(a) - Math.abs(b))),
    ),
    'in blocks of 7': rounding('sequential', blocks),
    ...(fma && {
      fused: {
        accuracy: 'sequential',
        sum: sequential,
        dot: (a, b) => a.reduce((total, value, j) => fma(value, b[j]!, total), 0),
      },
    }),
    pairwise: rounding('blocked', treeIn(round, 1)),
    'in blocks of 16 and pairs': rounding('blocked', treeIn(round, 16)),
    'by Kahan': rounding('compensated', kahanIn(round)),
    ...(format !== 'float64' && {
      'in float64': {
        accuracy: 'compensated',
        sum: (terms) => round(wide(terms)),
        dot: (a, b) => round(wide(a.map((value, j) => value * b[j]!))),
      },
    }),
  };
}
