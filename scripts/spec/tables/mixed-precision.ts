import { roundToBfloat16, roundToFloat16 } from '../../../reference/variants/skeleton/round-to-format.ts';
import { markdownTable, shortNumber } from '../markdown-table.ts';

const rounds: readonly (readonly [string, (value: number) => number])[] = [
  ['float32', Math.fround],
  ['float16', roundToFloat16],
  ['bfloat16', roundToBfloat16],
];

/** The epsilons that libraries default to, in the formats that they may be stored in. */
export function storedEpsilons(): string {
  const epsilons = ['1e-3', '1e-5', '1e-6', '1e-8', '1e-12'];
  const rows = epsilons.map((text) => [
    text,
    ...rounds.map(([, round]) => shortNumber(round(Number(text)), 4)),
  ]);
  return markdownTable([['epsilon', ...rounds.map(([name]) => name)], ...rows]);
}

/** Where a sum of ones in one accumulator stands still. */
export function sumsOfOnes(): string {
  const counts = [100, 1000, 10_000, 100_000];
  const rows = counts.map((m) => [String(m), ...rounds.map(([, round]) => String(sumOfOnes(m, round)))]);
  return markdownTable([['ones', ...rounds.map(([name]) => `sum in ${name}`)], ...rows]);
}

function sumOfOnes(count: number, round: (value: number) => number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum = round(sum + 1);
  return sum;
}
