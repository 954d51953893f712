import * as fc from 'fast-check';
import type { Case } from '../../spec/contract.ts';

const float32 = fc.float();

const vector = (length: number) => fc.float32Array({ minLength: length, maxLength: length });

/** Any case at all, for tests of the format: every float32, any axis, empty batches, absent gamma and beta. */
export const anyCase: fc.Arbitrary<Case> = fc
  .array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => fc.record({ shape: fc.constant(shape), channelAxis: fc.nat({ max: shape.length - 1 }) }))
  .chain(({ shape, channelAxis }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const perChannel = vector(shape[channelAxis]!);
    return fc.record(
      {
        shape: fc.constant(shape),
        channelAxis: fc.constant(channelAxis),
        input: vector(size),
        gradOutput: vector(size),
        gamma: fc.option(perChannel),
        beta: fc.option(perChannel),
        runningMean: perChannel,
        runningVariance: perChannel,
        epsilon: float32,
        exponentialAverageFactor: float32,
        variation: fc.nat({ max: 2 ** 32 - 1 }),
      },
      { noNullPrototype: true },
    );
  });
