/**
 * Data as oneDNN's benchdnn fills it for batch normalization (tests/benchdnn/bnorm/bnorm.cpp and bnorm.hpp), algorithm 1:
 * neighbouring elements add up to twice the mean and vary in their last few bits only, so that mean and variance are exact in
 * whatever order they are summed. Its second algorithm, for batches of more than 2^17 elements, is not replicated.
 */
import { randomFrom } from '../../../../spec/arbitraries/random.ts';
import type { Case } from '../../../../spec/contract.ts';
import { layoutOf, positionOf } from '../../../../spec/layout.ts';
import { caseOf } from './case-of.ts';

/** Which of gamma and beta are used, and whether the statistics are given (inference) or taken from the batch. */
export interface Flags {
  readonly affine: boolean;
  readonly givenStatistics: boolean;
}

/** The default of the driver; no input file sets another. */
const EPSILON = 2 ** -4;

/** One case of a shape with channels as its second axis. */
export function benchdnnCase(shape: readonly number[], flags: Flags): Case {
  const layout = layoutOf(shape, 1);
  const { channels, m } = layout;
  const perChannel = (value: (c: number) => number) =>
    Float32Array.from({ length: channels }, (_, c) => value(c));
  const power = (c: number) => 2 ** (c % 7);
  const [gammaUnit, betaUnit] = flags.givenStatistics ? [1, 1] : [1 / 8, 1 / 512];
  const input = new Float32Array(channels * m);
  for (let c = 0; c < channels; c++) {
    for (let j = 0; j < m; j++) {
      const at = positionOf(layout, c, j);
      input[at] = flags.givenStatistics ? ((j + c * 478) % 65) - 32 : exactValue(c, j, m);
    }
  }
  return caseOf({
    shape,
    channelAxis: 1,
    input,
    gradOutput: sparseIntegers(input.length),
    gamma: flags.affine ? perChannel((c) => gammaUnit * power(c)) : null,
    beta: flags.affine ? perChannel((c) => ((c % 3) - 1) * betaUnit * power(c)) : null,
    runningMean: perChannel((c) => power(c) / 4),
    runningVariance: perChannel((c) => 2 * (c % 7)),
    epsilon: EPSILON,
  });
}

/** mean * (1 ± k / 2^bits), the sign alternating and k the same for two neighbours; an odd last one is the mean. */
function exactValue(channel: number, j: number, m: number): number {
  const mean = 2 ** (channel % 7) / 4;
  if (m % 2 === 1 && j === m - 1) return mean;
  const bits = Math.floor((24 - Math.ceil(Math.log2(m))) / 2) - 1;
  const place = j + channel * 478;
  const k = (Math.floor(place / 2) * 1637) & (2 ** bits - 1);
  return mean * (1 + ((place % 2 === 0 ? 1 : -1) * k) / 2 ** bits);
}

/** Integers from -2 to 2 in about one place of twenty, in at least twenty places. */
function sparseIntegers(length: number): Float32Array {
  const random = randomFrom(length);
  const density = Math.max(0.05, Math.min(1, 20 / length));
  return Float32Array.from({ length }, () => (random.chance(density) ? random.integer(-2, 2) : 0));
}
