import type { Case } from '../../../../spec/contract.ts';

/** Numbers from -1 to 1 that look random, the same each time: a multiplicative congruential generator, its high bits. */
export function numbers(length: number, seed: number): Float32Array {
  let state = (seed * 2 + 1) >>> 0;
  return Float32Array.from({ length }, () => {
    state = Math.imul(state, 1664525) + 1013904223;
    return (state >> 8) / 2 ** 23;
  });
}

/** A case of any shape with numbers of moderate size, for tests of layouts: every channel has a mean of its own. */
export function caseOf(shape: readonly number[], channelAxis: number, seed: number): Case {
  const elements = shape.reduce((a, b) => a * b, 1);
  const channels = shape[channelAxis]!;
  const inner = shape.slice(channelAxis + 1).reduce((a, b) => a * b, 1);
  const centres = numbers(channels, seed + 1);
  const input = numbers(elements, seed).map((x, at) => x + 4 * centres[Math.floor(at / inner) % channels]!);
  return {
    shape,
    channelAxis,
    input,
    gradOutput: numbers(elements, seed + 2),
    gamma: numbers(channels, seed + 3),
    beta: numbers(channels, seed + 4),
    runningMean: numbers(channels, seed + 5),
    runningVariance: numbers(channels, seed + 6).map((x) => 1.5 + x),
    epsilon: 2 ** -10,
    exponentialAverageFactor: 0.25,
    variation: seed,
  };
}
