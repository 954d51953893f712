import * as fc from 'fast-check';
import type { Case, Request, Result, Skipped, Subject } from '../../spec/contract.ts';
import { float64Expectations } from './float64-expectation.ts';

/** For the tests of the adapters: the operations on one input that have an expectation. */
export type PlainOperation = 'training' | 'inference' | 'trainingGradient' | 'inferenceGradient';

export interface CaseOptions {
  readonly channelAxis: 'second' | 'last';
  readonly ranks: readonly number[];
  /** Absent, gamma and beta are each there or not. */
  readonly affine?: 'both';
  /** Added to every input. */
  readonly offset?: number;
}

/** Cases of moderate numbers, each channel with a mean and a deviation of its own. */
export function moderateCase({ channelAxis, ranks, affine, offset = 0 }: CaseOptions): fc.Arbitrary<Case> {
  // On a grid, so that nothing is small enough to underflow, which the bounds leave out.
  const within = (min: number, max: number) =>
    fc.nat({ max: 1024 }).map((k) => Math.fround(min + ((max - min) * k) / 1024));
  const values = (length: number, value: fc.Arbitrary<number>) =>
    fc.array(value, { minLength: length, maxLength: length }).map((all) => Float32Array.from(all));
  const sizes = fc.shuffledSubarray([2, 3, 4, 5], { minLength: 4 });
  return fc.tuple(fc.constantFrom(...ranks), sizes).chain(([rank, sizes]) => {
    const shape = rank === 2 ? [sizes[0]! + 6, sizes[1]!] : sizes.slice(0, rank);
    const axis = channelAxis === 'last' ? rank - 1 : 1;
    const channels = shape[axis]!;
    const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const count = shape.reduce((a, b) => a * b, 1);
    const parameter = values(channels, fc.oneof(within(0.5, 2), within(-2, -0.5)));
    return fc.record({
      shape: fc.constant(shape),
      channelAxis: fc.constant(axis),
      input: values(count, within(-1, 1)).map((noise) =>
        noise.map((value, at) => {
          const channel = Math.floor(at / inner) % channels;
          return value * (channel + 1) + channel + Math.sin(at) + offset;
        }),
      ),
      gradOutput: values(count, within(-1, 1)),
      gamma: affine === 'both' ? parameter : fc.option(parameter),
      beta: affine === 'both' ? parameter : fc.option(parameter),
      runningMean: values(channels, within(-2, 2)),
      runningVariance: values(channels, within(0.5, 2)),
      epsilon: within(0.001, 0.5),
      exponentialAverageFactor: within(0, 1),
      variation: fc.nat(),
    });
  });
}

/** Every field of the case serves some operation; the others ignore it. */
export function requestFor(given: Case, operation: PlainOperation, way: string): Request {
  const tensor = (data: Float32Array) => ({ shape: given.shape, data });
  return { ...given, operation, way, input: tensor(given.input), gradOutput: tensor(given.gradOutput) };
}

/** Largest error/bound over all that the result gives, NaN counted as infinite; throws where it is a skip. */
export function worstRatio(given: Case, operation: PlainOperation, result: Result | Skipped): number {
  if ('skipped' in result) throw new Error(`skipped: ${result.skipped}`);
  const expectation = float64Expectations(given)[operation];
  let worst = 0;
  for (const [quantity, actual] of Object.entries(result)) {
    if (actual === null) continue;
    const data: ArrayLike<number> = 'data' in actual ? actual.data : actual;
    const { value, bound } = expectation[quantity]!;
    if (data.length !== value.length) throw new Error(`${quantity} has ${data.length} numbers`);
    value.forEach((expected, at) => {
      if (data[at] === expected) return;
      const ratio = Math.abs(data[at]! - expected) / bound[at]!;
      worst = Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : Math.max(worst, ratio);
    });
  }
  return worst;
}

/** Runs one operation in one way, and gives the worst ratio of error to bound. */
export async function ratioFor(
  subject: Subject,
  given: Case,
  operation: PlainOperation,
  way: string,
): Promise<number> {
  return worstRatio(given, operation, await subject.run(requestFor(given, operation, way)));
}
