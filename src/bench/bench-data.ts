import { layoutOf } from '../../spec/layout.ts';
import type { BenchShape } from './bench-task.ts';

/** The numbers that every subject gets for a shape, in the order of its memory. */
export interface BenchData {
  /** As the tensor lies in memory: the channels last where the layout says so. */
  readonly tensorShape: readonly number[];
  readonly channelAxis: number;
  readonly input: Float32Array;
  readonly gradOutput: Float32Array;
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
}

/** 2^-10 and 2^-3, which float32 holds exactly: near the customary 0.001 and 0.1. */
const EPSILON = 2 ** -10;
const FACTOR = 2 ** -3;

/**
 * Data for a shape, the same in every run: of moderate size, none of them subnormal, each channel with a mean and a
 * deviation of its own.
 */
export function benchData({ shape, layout }: BenchShape): BenchData {
  const last = layout === 'channels-last';
  const [batch = 1, channels = 1, ...space] = shape;
  const tensorShape = last ? [batch, ...space, channels] : [...shape];
  const channelAxis = last ? tensorShape.length - 1 : 1;
  const { outer, inner } = layoutOf(tensorShape, channelAxis);
  const draw = createDraw();
  const input = new Float32Array(outer * channels * inner);
  const gradOutput = new Float32Array(input.length);
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < channels; c++) {
      const mean = (c % 5) / 4 - 0.5;
      const spread = 0.5 + (c % 3) / 2;
      for (const end = at + inner; at < end; at++) {
        input[at] = mean + spread * draw();
        gradOutput[at] = draw();
      }
    }
  }
  const vector = (low: number, high: number) =>
    Float32Array.from({ length: channels }, () => low + ((draw() + 1) / 2) * (high - low));
  return {
    tensorShape,
    channelAxis,
    input,
    gradOutput,
    gamma: vector(0.5, 1.5),
    beta: vector(-1, 1),
    runningMean: vector(-1, 1),
    runningVariance: vector(0.5, 1.5),
    epsilon: EPSILON,
    exponentialAverageFactor: FACTOR,
  };
}

/** Numbers from -1 to 1 in steps of 2^-15, so that each is zero or far from subnormal; Marsaglia's 32-bit xorshift (13, 17, 5). */
function createDraw(): () => number {
  let state = 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >> 16) / 2 ** 15;
  };
}
