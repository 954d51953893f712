import { momentsOf } from '../../../reference/merge-moments.ts';
import { training } from '../../../reference/training.ts';
import { accuracyClasses, arithmeticOf, type Format } from '../../../spec/bounds/arithmetic.ts';
import { boundTermsOf } from '../../../spec/bounds/bound-terms.ts';
import { totalOf } from '../../../spec/bounds/bound-term.ts';
import { profileOf } from '../../../spec/conventions.ts';
import { markdownTable, shortNumber } from '../markdown-table.ts';
import { exactVariance, onePass, shiftedOnePass, twoPasses, welford } from './variance-algorithms.ts';

const formats: readonly Format[] = ['float32', 'float64', 'float16', 'bfloat16'];

/** Unit roundoff, smallest normal and largest number of the formats. */
export function roundingFormats(): string {
  const power = (value: number) => `$2^{${Math.log2(value)}}$`;
  const rows = formats.map((format) => {
    const { u, eta, largest } = arithmeticOf(format);
    // The largest is (2 - 2u) 2^e.
    const exponent = Math.log2(largest / (2 - 2 * u));
    const exact = `$(2-2^{${Math.log2(2 * u)}})2^{${exponent}}$`;
    return [format, power(u), power(eta), exact, shortNumber(largest, 7)];
  });
  return markdownTable([['format', 'unit roundoff u', 'η', 'largest number', 'which is about'], ...rows]);
}

/** The growth f(m) of each accuracy class in float32. */
export function growthOfSums(): string {
  const counts = [2, 16, 256, 4096, 65536];
  const rows = accuracyClasses.map((accuracy) => [
    `\`${accuracy}\``,
    ...counts.map((m) => shortNumber(arithmeticOf('float32', accuracy).growth(m), 4)),
  ]);
  return markdownTable([['class', ...counts.map((m) => `m = ${m}`)], ...rows]);
}

/** Variances of c - 1, c, c + 1, c + 2 in float32 by several algorithms: the exact one is 5/4. */
export function varianceByOffset(): string {
  const offsets = [1, 100, 1000, 3000, 5000, 10_000, 100_000, 1_000_000];
  const rows = offsets.map((c) => {
    const x = [c - 1, c, c + 1, c + 2];
    const kappa = (c + 0.5) / Math.sqrt(exactVariance);
    const found = [onePass, shiftedOnePass, welford, twoPasses].map((variance) =>
      shortNumber(variance(x), 8),
    );
    return [String(c), shortNumber(kappa, 3), ...found];
  });
  return markdownTable([['c', 'κ', 'one pass', 'one pass, shifted', 'Welford', 'two passes'], ...rows]);
}

/** Bits of the variance of 100 values c + sin(j) that several float32 algorithms get right. */
export function bitsOfVariance(): string {
  const offsets = [0, 10, 100, 1000, 10_000, 100_000];
  const rows = offsets.map((c) => {
    const x = Array.from({ length: 100 }, (_, j) => Math.fround(c + Math.sin(j)));
    const { mean, variance: exact } = momentsOf(x);
    const bits = [onePass, shiftedOnePass, welford, twoPasses].map((variance) => {
      const error = Math.abs(variance(x) - exact) / exact;
      // 24 bits are all that float32 has.
      return String(Math.round(Math.min(24, Math.max(0, -Math.log2(error)))));
    });
    return [String(c), shortNumber(Math.abs(mean) / Math.sqrt(exact), 3), ...bits];
  });
  return markdownTable([['c', 'κ', 'one pass', 'one pass, shifted', 'Welford', 'two passes'], ...rows]);
}

/** The terms of the bound of one output. */
export function workedBound(): string {
  const given = {
    shape: [4, 1],
    channelAxis: 1,
    input: Float32Array.of(999, 1000, 1001, 1002),
    gradOutput: new Float32Array(4),
    gamma: Float32Array.of(2),
    beta: Float32Array.of(1),
    runningMean: Float32Array.of(0),
    runningVariance: Float32Array.of(1),
    epsilon: 2 ** -10,
    exponentialAverageFactor: 0.25,
    variation: 0,
  };
  const paper = profileOf('paper').conventions;
  const arithmetic = arithmeticOf('float32');
  const terms = boundTermsOf('output', given, paper, arithmetic, 3);
  const total = totalOf(terms);
  const inRoundoffs = (value: number) => [value.toExponential(2), shortNumber(value / arithmetic.u, 3)];
  const { output } = training(given, paper);
  return markdownTable([
    [`output ${shortNumber(output[3]!, 8)}`, 'at most', 'in units of u'],
    ...terms.map(({ name, value }) => [name, ...inRoundoffs(value)]),
    ['together', ...inRoundoffs(total)],
  ]);
}
