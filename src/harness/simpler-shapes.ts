import type { Case } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';

/** Cases with fewer channels, fewer elements or fewer axes, the boldest first. */
export function* simplerShapes(given: Case): Generator<Case> {
  const channels = given.shape[given.channelAxis]!;
  for (const kept of keepings(channels)) yield keepChannels(given, kept);
  if (given.shape.length > 2 || given.channelAxis !== given.shape.length - 1) yield flatten(given);
  for (let axis = 0; axis < given.shape.length; axis++) {
    if (axis === given.channelAxis) continue;
    for (const kept of keepings(given.shape[axis]!)) yield keepAlong(given, axis, kept);
  }
}

/** Index lists to keep of n: single ones, halves, all but one; small n thoroughly, large n by halves, quarters and at the ends. */
function* keepings(n: number): Generator<readonly number[]> {
  const indices = Array.from({ length: n }, (_, i) => i);
  if (n <= 1) return;
  if (n <= 16) for (const i of indices) yield [i];
  const half = Math.ceil(n / 2);
  yield indices.slice(0, half);
  yield indices.slice(half);
  if (n > 4) {
    const quarter = Math.ceil(n / 4);
    for (let at = 0; at < n; at += quarter) yield indices.filter((i) => i < at || i >= at + quarter);
  }
  if (n > 2 && n <= 24) for (const i of indices) yield indices.filter((other) => other !== i);
  if (n > 24) {
    for (let cut = Math.floor(n / 8); cut >= 1; cut = Math.floor(cut / 2)) {
      yield indices.slice(cut);
      yield indices.slice(0, -cut);
    }
  }
}

/** The case with only some of its channels. */
export function keepChannels(given: Case, kept: readonly number[]): Case {
  const vector = (source: Float32Array) => Float32Array.from(kept, (c) => source[c]!);
  return {
    ...keepAlong(given, given.channelAxis, kept),
    gamma: given.gamma === null ? null : vector(given.gamma),
    beta: given.beta === null ? null : vector(given.beta),
    runningMean: vector(given.runningMean),
    runningVariance: vector(given.runningVariance),
  };
}

function keepAlong(given: Case, axis: number, kept: readonly number[]): Case {
  const { outer, channels: size, inner } = layoutOf(given.shape, axis);
  const pick = (source: Float32Array): Float32Array => {
    const result = new Float32Array(outer * kept.length * inner);
    for (let o = 0; o < outer; o++) {
      kept.forEach((index, k) => {
        const from = (o * size + index) * inner;
        result.set(source.subarray(from, from + inner), (o * kept.length + k) * inner);
      });
    }
    return result;
  };
  const shape = given.shape.map((n, i) => (i === axis ? kept.length : n));
  return { ...given, shape, input: pick(given.input), gradOutput: pick(given.gradOutput) };
}

/** The same channels as a matrix of m rows. */
function flatten(given: Case): Case {
  const layout = layoutOf(given.shape, given.channelAxis);
  const { channels, m } = layout;
  const move = (source: Float32Array): Float32Array => {
    const result = new Float32Array(source.length);
    for (let c = 0; c < channels; c++) {
      for (let j = 0; j < m; j++) result[j * channels + c] = source[positionOf(layout, c, j)]!;
    }
    return result;
  };
  return {
    ...given,
    shape: [m, channels],
    channelAxis: 1,
    input: move(given.input),
    gradOutput: move(given.gradOutput),
  };
}
