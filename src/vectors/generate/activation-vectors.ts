import type { Case, Conventions } from '../../../spec/contract.ts';
import { layoutOf, positionOf } from '../../../spec/layout.ts';
import type { Activation } from '../../fixture-format/activation-set.ts';
import { makeVector } from '../make-vector.ts';
import type { Truth } from '../truth.ts';
import type { Vector } from '../vector.ts';
import { float32Request, kebab, operations } from './operations.ts';

const CHANNELS = 2;
const ELEMENTS = 12;

/** Two channels of each recorded activation, and a few elements of each spread over it, in every operation. */
export function activationVectors(
  activations: readonly Activation[],
  conventions: Conventions,
  truth: Truth,
): readonly Vector[] {
  return activations.flatMap(({ name, case: given }) => {
    const part = partOf(given);
    const label = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return operations.map(([operation, requirement]) =>
      makeVector(
        {
          id: `activation-${label}-${kebab(operation)}`,
          requirement,
          comment: `${part.input.length} of ${given.input.length} elements of ${name}`,
          flags: ['RealActivation'],
          request: float32Request(operation, part),
        },
        conventions,
        truth,
      ),
    );
  });
}

/** The part as a matrix, with its channels where the case has them: before or after the elements. */
function partOf(given: Case): Case {
  const layout = layoutOf(given.shape, given.channelAxis);
  const channels = spread(layout.channels, CHANNELS);
  const elements = spread(layout.m, ELEMENTS);
  const isLast = given.channelAxis === given.shape.length - 1;
  const shape = isLast ? [elements.length, channels.length] : [1, channels.length, elements.length];
  const pick = (source: Float32Array) => {
    const at = (c: number, j: number) => source[positionOf(layout, c, j)]!;
    return Float32Array.from(
      isLast
        ? elements.flatMap((j) => channels.map((c) => at(c, j)))
        : channels.flatMap((c) => elements.map((j) => at(c, j))),
    );
  };
  const vector = (source: Float32Array) => Float32Array.from(channels, (c) => source[c]!);
  return {
    ...given,
    shape,
    channelAxis: 1,
    input: pick(given.input),
    gradOutput: pick(given.gradOutput),
    gamma: given.gamma && vector(given.gamma),
    beta: given.beta && vector(given.beta),
    runningMean: vector(given.runningMean),
    runningVariance: vector(given.runningVariance),
  };
}

/** At most `count` whole numbers below `size`, evenly spread from 0. */
function spread(size: number, count: number): readonly number[] {
  const taken = Math.min(size, count);
  return Array.from({ length: taken }, (_, k) => Math.floor((k * size) / taken));
}
