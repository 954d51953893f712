/**
 * The test vectors of WebNN's batchNormalization in web-platform-tests
 * (webnn/conformance_tests/batch_normalization.https.any.js; 3-clause BSD): the same 24 numbers in all twelve float32 cases,
 * in other shapes and beside other statistics.
 */
import type { Case } from '../../../../spec/contract.ts';
import { layoutOf, positionOf } from '../../../../spec/layout.ts';
import { caseOf } from './case-of.ts';

const input = [
  -41.30733108520508, 64.08863830566406, -63.376670837402344, -46.790367126464844, 83.02227020263672,
  -80.08049011230469, -62.144378662109375, -0.10012771934270859, -40.90216064453125, 56.96306228637695,
  37.37249755859375, 57.046478271484375, 82.05680084228516, -86.1164321899414, 76.8831787109375,
  97.03362274169922, -21.35103988647461, -96.93824005126953, -9.359310150146484, 80.20824432373047,
  -85.36802673339844, 62.35185241699219, -68.4724349975586, -12.10716724395752,
];

const six = {
  mean: [
    -7.814267635345459, -95.64129638671875, 38.15440368652344, -55.95203399658203, -87.86500549316406,
    -41.63645553588867,
  ],
  variance: [
    60.31186294555664, 26.43260383605957, 53.275634765625, 40.146121978759766, 59.41098403930664,
    35.99981689453125,
  ],
};
const threeByFour = {
  mean: [12.810380935668945, 63.13715362548828, -61.62983322143555],
  variance: [18.358240127563477, 41.847232818603516, 16.12828254699707],
};
const three = {
  mean: [51.629150390625, 99.36075592041016, -96.1473617553711],
  variance: [30.448015213012695, 86.36219024658203, 73.88455200195312],
};
const one = { mean: [35.4078254699707], variance: [40.93109893798828] };
const scale = [65.50171661376953, -71.007568359375, -5.569730758666992];
const bias = [64.2044677734375, 75.28591918945312, -84.57243347167969];

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
