/**
 * Vectors after the pattern of WebNN's batchNormalization in web-platform-tests
 * (webnn/conformance_tests/batch_normalization.https.any.js): the same 24 numbers in all twelve float32 cases, in other shapes and
 * beside other statistics. The numbers are drawn here, in the ranges of the original: inputs, means and offsets within 100 of
 * zero, variances from 16 to 87. The seed is the first with which the folded form, and only
 * it among sound forms, is more than 6 ULP off, as was reported for the original (microsoft/onnxruntime#26522).
 */
import { randomFrom } from '../../../../spec/arbitraries/random.ts';
import type { Case } from '../../../../spec/contract.ts';
import { layoutOf, positionOf } from '../../../../spec/layout.ts';
import { caseOf } from './case-of.ts';

const SEED = 5;
const random = randomFrom(SEED);

const drawn = (count: number, low: number, high: number): readonly number[] =>
  Array.from({ length: count }, () => Math.fround(low + (high - low) * random.uniform()));

const statisticsOf = (channels: number) => ({
  mean: drawn(channels, -100, 100),
  variance: drawn(channels, 16, 87),
});

const input = drawn(24, -100, 100);
const six = statisticsOf(6);
const threeByFour = statisticsOf(3);
const three = statisticsOf(3);
const one = statisticsOf(1);
const scale = drawn(3, -90, 90);
const bias = drawn(3, -90, 90);

const usual = Math.fround(1e-5);
const smaller = Math.fround(1e-6);

interface Options {
  readonly scale?: readonly number[];
  readonly bias?: readonly number[];
  readonly epsilon?: number;
}

function channelsSecond(shape: readonly number[], statistics: typeof one, options: Options = {}): Case {
  return caseOf({
    shape,
    channelAxis: 1,
    input: Float32Array.from(input),
    runningMean: Float32Array.from(statistics.mean),
    runningVariance: Float32Array.from(statistics.variance),
    gamma: options.scale === undefined ? null : Float32Array.from(options.scale),
    beta: options.bias === undefined ? null : Float32Array.from(options.bias),
    epsilon: options.epsilon ?? usual,
  });
}

/** The same numbers with the channels as the last of four axes. */
function channelsLast(given: Case): Case {
  const layout = layoutOf(given.shape, 1);
  const [n, channels, ...rest] = given.shape;
  const moved = new Float32Array(given.input.length);
  for (let c = 0; c < layout.channels; c++) {
    for (let j = 0; j < layout.m; j++)
      moved[j * layout.channels + c] = given.input[positionOf(layout, c, j)]!;
  }
  return { ...given, shape: [n!, ...rest, channels!], channelAxis: 3, input: moved };
}

const plain = channelsSecond([2, 3, 2, 2], three);

/** The three cases of rank 2 differ in what is a constant of the graph, which makes no difference here. */
const rankTwo = channelsSecond([4, 6], six);

export const webnnCases: readonly Case[] = [
  rankTwo,
  rankTwo,
  rankTwo,
  channelsSecond([2, 3, 4], threeByFour),
  plain,
  channelsSecond([6, 1, 1, 2, 2], one),
  plain,
  channelsLast(plain),
  channelsSecond([2, 3, 2, 2], three, { scale }),
  channelsSecond([2, 3, 2, 2], three, { bias }),
  channelsSecond([2, 3, 2, 2], three, { epsilon: smaller }),
  channelsLast(channelsSecond([2, 3, 2, 2], three, { scale, bias, epsilon: smaller })),
];
