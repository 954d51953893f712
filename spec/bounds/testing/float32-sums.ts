const f = Math.fround;

export type Sum = (terms: readonly number[]) => number;

function sequential(terms: readonly number[]): number {
  let total = 0;
  for (const term of terms) total = f(total + term);
  return total;
}

function pairwise(terms: readonly number[]): number {
  if (terms.length <= 1) return terms[0] ?? 0;
  const half = Math.ceil(terms.length / 2);
  return f(pairwise(terms.slice(0, half)) + pairwise(terms.slice(half)));
}

/** Blocks of seven, which divides no power of two, and then the sums of the blocks. */
function blocked(terms: readonly number[]): number {
  const blocks: number[] = [];
  for (let at = 0; at < terms.length; at += 7) blocks.push(sequential(terms.slice(at, at + 7)));
  return sequential(blocks);
}

/** Kahan's sum: what an addition rounds away is taken off the next term. */
function compensated(terms: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const term of terms) {
    const corrected = f(term - lost);
    const next = f(total + corrected);
    lost = f(f(next - total) - corrected);
    total = next;
  }
  return total;
}

/** The textbook loop. */
export const sequentialSum: Sum = sequential;

/** Sums in float32 in the orders that implementations use, each addition rounded. */
export const float32Sums: Readonly<Record<string, Sum>> = {
  sequential,
  reversed: (terms) => sequential(terms.toReversed()),
  'sorted by size': (terms) => sequential(terms.toSorted((a, b) => Math.abs(a) - Math.abs(b))),
  pairwise,
  'in blocks of 7': blocked,
  'by Kahan': compensated,
};
