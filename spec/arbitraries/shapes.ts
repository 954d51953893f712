import fc from 'fast-check';
import { layoutOf } from '../layout.ts';
import { fitSizes, type SizeLimits } from './fit-sizes.ts';
import { type Random, randomFrom } from './random.ts';
import { type ShapeClass, shapeWeights, sizesOf } from './sizes.ts';
import { repeatByWeight } from './weights.ts';

/** A shape and the place of its channel axis. */
export interface ShapeChoice {
  readonly shape: readonly number[];
  readonly channelAxis: number;
}

export interface ShapeOptions extends Partial<SizeLimits> {
  /** Default: 2, 3, 4 and 5. */
  readonly ranks?: readonly Rank[];
  /** `first` is axis 1, channels first; `any` (the default) is every axis, 1 and the last most often. */
  readonly channelAxis?: 'any' | 'first';
}

export type Rank = 2 | 3 | 4 | 5;

/** The largest tensor of the default: two channels of 70000. */
export const mostElements = 140_000;

export const rankWeights = { 2: 30, 3: 25, 4: 30, 5: 15 } as const;

export const axisWeights = { second: 50, last: 28, batch: 7, other: 15 } as const;

/**
 * Shapes of ranks 2 to 5 with every channel axis, small on average (about 150 elements), never empty.
 *
 * Throws if the limits contradict each other.
 */
export function shapes(options: ShapeOptions = {}): fc.Arbitrary<ShapeChoice> {
  const { ranks, channelAxis = 'any', ...limits } = options;
  const full: SizeLimits = {
    maxElements: limits.maxElements ?? mostElements,
    minElementsPerChannel: limits.minElementsPerChannel ?? 1,
    minChannels: limits.minChannels ?? 1,
  };
  if (full.minElementsPerChannel * full.minChannels > full.maxElements) {
    throw new Error(
      `No shape has ${full.minChannels} channels of ${full.minElementsPerChannel} elements in at most ` +
        `${full.maxElements} elements: maxElements must be at least minChannels * minElementsPerChannel.`,
    );
  }
  const classes = Object.keys(shapeWeights) as ShapeClass[];
  const allowed = full.maxElements < 1000 ? classes.filter((name) => name !== 'large') : classes;
  const rankNames = ranks?.map(String) as `${Rank}`[] | undefined;
  const plan = fc.record({
    seed: fc.integer(),
    shapeClass: fc.constantFrom(...repeatByWeight<ShapeClass>(shapeWeights, allowed)),
    rank: fc.constantFrom(...repeatByWeight<`${Rank}`>(rankWeights, rankNames)).map(Number),
    axis: fc.constantFrom(...repeatByWeight(axisWeights, channelAxis === 'first' ? ['second'] : undefined)),
  });
  return fc.noBias(fc.noShrink(plan.map((choice) => shapeFrom(choice, full))));
}

interface ShapePlan {
  readonly seed: number;
  readonly shapeClass: ShapeClass;
  readonly rank: number;
  readonly axis: keyof typeof axisWeights;
}

function shapeFrom(plan: ShapePlan, limits: SizeLimits): ShapeChoice {
  const random = randomFrom(plan.seed);
  const wanted = sizesOf(plan.shapeClass, plan.rank, random, limits);
  const { channels, others } = fitSizes(wanted, limits);
  const channelAxis = axisOf(plan, random);
  return { shape: [...others.slice(0, channelAxis), channels, ...others.slice(channelAxis)], channelAxis };
}

function axisOf(plan: ShapePlan, random: Random): number {
  switch (plan.axis) {
    case 'second':
      return 1;
    case 'last':
      return plan.rank - 1;
    case 'batch':
      return 0;
    case 'other':
      return plan.rank < 4 ? 1 : random.integer(2, plan.rank - 2);
  }
}

/** How many elements a shape has. */
export function elementsOf({ shape, channelAxis }: ShapeChoice): number {
  const { m, channels } = layoutOf(shape, channelAxis);
  return m * channels;
}
