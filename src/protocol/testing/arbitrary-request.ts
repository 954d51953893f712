import fc from 'fast-check';
import type { Operation, Request, Step, Tensor, Values } from '../../../spec/contract.ts';

/** Values of any bit pattern: signed zeros, subnormals, infinities, and NaN with any payload. */
export function arbitraryValues(length: number): fc.Arbitrary<Values> {
  const exactly = (count: number) => ({ minLength: count, maxLength: count });
  return fc.oneof(
    fc.uint32Array(exactly(length)).map((bits): Values => new Float32Array(bits.slice().buffer)),
    fc.uint32Array(exactly(2 * length)).map((bits): Values => new Float64Array(bits.slice().buffer)),
  );
}

export const arbitraryVector = fc.nat({ max: 4 }).chain(arbitraryValues);

export const arbitraryTensor: fc.Arbitrary<Tensor> = fc
  .array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return arbitraryValues(length).map((data) => ({ shape, data }));
  });

const affine = {
  gamma: fc.option(arbitraryVector),
  beta: fc.option(arbitraryVector),
};
const running = { runningMean: arbitraryVector, runningVariance: arbitraryVector };
const scalar = fc
  .oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity))
  .map((value) => value + 0);
const call = { ...affine, epsilon: scalar, channelAxis: fc.oneof(fc.nat({ max: 4 }), scalar) };
const way = fc
  .option(fc.string(), { nil: undefined })
  .map((name) => (name === undefined ? {} : { way: name }));
const input = { input: arbitraryTensor };
const pair = { ...input, gradOutput: arbitraryTensor };
const average = { exponentialAverageFactor: scalar };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ call: fc.constantFrom('training', 'inference'), ...input }),
  fc.record({ call: fc.constant('gradient'), gradOutput: arbitraryTensor }),
  fc.constant({ call: 'getState' } as const),
  fc.record({ call: fc.constant('setState'), ...running }),
);

function of<Name extends Operation, Fields>(operation: Name, fields: fc.Arbitrary<Fields>) {
  return fc.tuple(fields, way).map(([given, named]) => ({ operation, ...given, ...named }));
}

/** A request of any operation, sound or not: sizes need not agree and scalars may be of any kind. */
export const arbitraryRequest: fc.Arbitrary<Request> = fc.oneof(
  of('training', fc.record({ ...input, ...call, ...running, ...average })),
  of('inference', fc.record({ ...input, ...call, ...running })),
  of('trainingGradient', fc.record({ ...pair, ...call })),
  of('inferenceGradient', fc.record({ ...pair, ...call, ...running })),
  of('sequence', fc.record({ ...call, ...running, ...average, steps: fc.array(step, { maxLength: 5 }) })),
);
