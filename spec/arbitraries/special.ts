import fc from 'fast-check';
import type { Case } from '../contract.ts';
import { layoutOf, positionOf } from '../layout.ts';
import { type CaseOptions, cases } from './cases.ts';
import { randomFrom } from './random.ts';
import type { ShapeChoice } from './shapes.ts';

/** Cases of two channels or more, of which `poisonedChannel` has NaN or infinite elements. */
export function poisonedCases(options: Partial<CaseOptions> = {}): fc.Arbitrary<Case> {
  return cases({ minChannels: 2, ...options }).map(poison);
}

/** The channel that `poison` spoils, by the case's variation and number of channels alone. */
export function poisonedChannel(given: Case): number {
  return given.variation % layoutOf(given.shape, given.channelAxis).channels;
}

/**
 * The case with NaN, infinity, -infinity or both infinities among the elements of its poisoned channel.
 *
 * It depends on shape and variation alone, so it gives the same for a case that is poisoned already. An empty
 * batch has nothing to poison.
 */
export function poison(given: Case): Case {
  const layout = layoutOf(given.shape, given.channelAxis);
  if (layout.m === 0) {
    return given;
  }
  const input = given.input.slice();
  const random = randomFrom(given.variation);
  for (const value of random.pick(poisons)) {
    input[positionOf(layout, poisonedChannel(given), random.integer(0, layout.m - 1))] = value;
  }
  return { ...given, input };
}

const poisons = [
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [Number.NEGATIVE_INFINITY],
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
] as const;

/** Cases with channels but without elements: the batch, or another axis that is not the channels', is 0. */
export function emptyBatches(options: Partial<CaseOptions> = {}): fc.Arbitrary<Case> {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 });
  const emptyShapes = fc
    .record({ sizes, axis: fc.nat({ max: 4 }), empty: fc.constantFrom(0, 0, 0, 1, 2, 3) })
    .map((plan): ShapeChoice => {
      const channelAxis = options.channelAxis === 'first' ? 1 : plan.axis % plan.sizes.length;
      const others = plan.sizes.map((_, axis) => axis).filter((axis) => axis !== channelAxis);
      return { shape: plan.sizes.with(others[plan.empty % others.length]!, 0), channelAxis };
    });
  return cases({ ...options, shapes: emptyShapes });
}

/** Cases with one element a channel, where the batch variance is 0 and a correction m/(m-1) is not defined. */
export function oneElementChannels(options: Partial<CaseOptions> = {}): fc.Arbitrary<Case> {
  const oneElementShapes = fc
    .record({
      channels: fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 17, 33),
      rank: fc.constantFrom(2, 3, 4, 5),
      axis: fc.nat({ max: 4 }),
    })
    .map(({ channels, rank, axis }): ShapeChoice => {
      const channelAxis = options.channelAxis === 'first' ? 1 : axis % rank;
      return { shape: new Array<number>(rank).fill(1).with(channelAxis, channels), channelAxis };
    });
  return cases({ ...options, shapes: oneElementShapes });
}

/** Cases in which every channel is constant, now and then zero. */
export function constantChannels(options: Partial<CaseOptions> = {}): fc.Arbitrary<Case> {
  return cases({ ...options, valueClasses: ['constant', 'dead'] });
}
