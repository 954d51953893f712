import type { Case } from '../contract.ts';
import { layoutOf, positionOf } from '../layout.ts';
import { randomFrom } from './random.ts';

/** kappa = mean/sigma of the channels: each decade that float32 data can have. */
const conditionings = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7] as const;

/** Enough elements that one accumulator, blocks and exact sums come out differently. */
const elementsPerChannel = 4096;

/**
 * Cases that tell the accuracy classes apart: long channels at every conditioning, as a matrix, as images and with the channels last, since
 * libraries sum each in another way. Generated cases are mostly short, where one accumulator is as good as many.
 */
export function gradingCases(): readonly Case[] {
  const channels = conditionings.length;
  return [
    gradingCase([elementsPerChannel, channels], 1, 1),
    gradingCase([4, channels, 32, 32], 1, 2),
    gradingCase([4, 32, 32, channels], 3, 3),
  ];
}

function gradingCase(shape: readonly number[], channelAxis: number, seed: number): Case {
  const random = randomFrom(seed);
  const layout = layoutOf(shape, channelAxis);
  const input = new Float32Array(layout.channels * layout.m);
  conditionings.forEach((kappa, c) => {
    for (let j = 0; j < layout.m; j++) input[positionOf(layout, c, j)] = kappa + random.normal();
  });
  const perChannel = (value: (c: number) => number) =>
    Float32Array.from({ length: layout.channels }, (_, c) => value(c));
  return {
    shape,
    channelAxis,
    input,
    gradOutput: input.map(() => random.normal()),
    gamma: perChannel((c) => 1 + c / 8),
    beta: perChannel((c) => (c % 2 === 0 ? 0.5 : -0.25)),
    runningMean: perChannel((c) => conditionings[c]! - 0.5),
    runningVariance: perChannel((c) => 1 + c / 4),
    epsilon: Math.fround(1e-5),
    exponentialAverageFactor: 0.125,
    variation: random.uint32(),
  };
}
