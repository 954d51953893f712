/**
 * Cases whose answers are small exact numbers, so different from each other and from those of the usual mistakes that a
 * wrong answer tells what is wrong.
 *
 * Epsilon is 3 and every variance is 1, 13 or 61, of the batch and of the running statistics alike: their roots with
 * epsilon are 2, 4 and 8. No two channels share a mean, a gamma, a beta or a running value.
 */
import type { Case } from '../../../spec/contract.ts';
import { layoutOf } from '../../../spec/layout.ts';

const f = (...values: number[]): Float32Array => Float32Array.from(values);

const vectors = {
  gamma: f(2, -4, 24),
  beta: f(10, -20, 30),
  runningMean: f(5, -3, 9),
  runningVariance: f(61, 1, 13),
  epsilon: 3,
  exponentialAverageFactor: 0.25,
  variation: 0,
};

/** A channel's four values have this mean, and deviations -a, -b, b and a: the variance is (a^2 + b^2) / 2. */
const columns = [
  { mean: 2, a: 1, b: 1 },
  { mean: 20, a: 5, b: 1 },
  { mean: -7, a: 11, b: 1 },
];

/** Four rows of three channels. */
export function plainCase(): Case {
  const at = ({ mean, a, b }: (typeof columns)[number]) => [mean - a, mean + b, mean - b, mean + a];
  const rows = [0, 1, 2, 3].map((row) => columns.map((column) => at(column)[row]!));
  return {
    shape: [4, 3],
    channelAxis: 1,
    input: Float32Array.from(rows.flat()),
    gradOutput: f(8, -16, 4, 1, 2, -8, 32, 3, 64, -5, 40, 16),
    ...vectors,
  };
}

/** Three axes of the same size, so that a subject that takes another axis for the channels can go through with it. */
export function cubeCase(channelAxis: number): Case {
  const input = Float32Array.from({ length: 27 }, (_, at) => ((at * at * 5) % 29) - 11);
  return {
    shape: [3, 3, 3],
    channelAxis,
    input,
    gradOutput: input.map((x, at) => ((x * x + at) % 13) - 4),
    ...vectors,
  };
}

/** The same case with all values of the input moved by one place: what a subject that answers too late would not know. */
export function otherCase(): Case {
  const given = plainCase();
  const { channels } = layoutOf(given.shape, given.channelAxis);
  return { ...given, input: given.input.map((x, at) => 2 * x - (at % channels)) };
}

const REPEATS = 4096;

/** The plain case again and again, one below the other: a line of 260 kilobytes in float32. */
export function longCase(): Case {
  const { input, gradOutput, shape, ...given } = plainCase();
  const repeated = (values: Case['input']) =>
    Float32Array.from({ length: REPEATS * values.length }, (_, at) => values[at % values.length]!);
  const [rows = 0, channels = 0] = shape;
  return {
    ...given,
    shape: [REPEATS * rows, channels],
    input: repeated(input),
    gradOutput: repeated(gradOutput),
  };
}
