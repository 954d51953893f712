import type { SizeLimits, Sizes } from './fit-sizes.ts';
import type { Random } from './random.ts';

/** Out of 1000. `large` alone costs about as much as all the others together, so it is rare. */
export const shapeWeights = {
  fewElements: 400,
  distinctOdd: 200,
  blockEdge: 220,
  allEqual: 50,
  oneChannel: 60,
  manyChannels: 68,
  large: 2,
} as const;

export type ShapeClass = keyof typeof shapeWeights;

/** Sizes around the widths of vector registers and blocks: one less, the width, one more. */
const blockEdges = [3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65];

/** Sizes of one class: `rank - 1` of them beside the channels. They may leave the limits a little. */
export function sizesOf(shapeClass: ShapeClass, rank: number, random: Random, limits: SizeLimits): Sizes {
  switch (shapeClass) {
    case 'fewElements':
      return { channels: random.pick([1, 2, 3, 4, 5, 7, 9, 13, 17]), others: fewElements(rank, random) };
    case 'distinctOdd':
      return split(distinctOdd(rank, random), random);
    case 'blockEdge':
      return split(blockEdge(rank, random), random);
    case 'allEqual':
      return split(new Array<number>(rank).fill(random.integer(2, rank < 4 ? 5 : 3)), random);
    case 'oneChannel':
      return { channels: 1, others: distinctOdd(rank - 1, random) };
    case 'manyChannels':
      return { channels: random.integer(18, 130), others: fewElements(rank, random) };
    case 'large':
      return large(rank, random, limits.maxElements);
  }
}

/** 1 to 5 elements a channel, along one axis or as 2 by 2: where m is small, bounds are sharp. */
function fewElements(rank: number, random: Random): number[] {
  const others = new Array<number>(rank - 1).fill(1);
  const m = random.pick([1, 2, 2, 3, 3, 3, 4, 5]);
  const axis = random.integer(0, rank - 2);
  if (m === 4 && rank > 2 && random.chance(0.5)) {
    others[axis] = 2;
    others[(axis + 1) % (rank - 1)] = 2;
  } else {
    others[axis] = m;
  }
  return others;
}

/** Pairwise distinct sizes, odd but for a 2 that keeps high ranks small: no two axes can be confused. */
function distinctOdd(count: number, random: Random): number[] {
  const left = [1, 2, 3, 5, 7, 9, 11, 13];
  const sizes: number[] = [];
  let room = 400;
  while (sizes.length < count) {
    const fitting = left.filter((size) => size !== 2 && size <= room);
    const size = fitting.length === 0 ? left[0]! : random.pick(fitting);
    left.splice(left.indexOf(size), 1);
    sizes.push(size);
    room = Math.floor(room / size);
  }
  return sizes;
}

/** One size at a block edge, the others 1, 2 or 3. */
function blockEdge(rank: number, random: Random): number[] {
  const sizes = Array.from({ length: rank }, () => random.pick([1, 1, 2, 3]));
  sizes[random.integer(0, rank - 1)] = random.pick(blockEdges);
  return sizes;
}

/** One or two channels of 500 to 70000 elements, along one axis or two. */
function large(rank: number, random: Random, maxElements: number): Sizes {
  const channels = random.integer(1, 2);
  const most = Math.min(70_000, Math.floor(maxElements / channels));
  const m = Math.floor(random.logUniform(Math.min(500, most), most));
  const others = new Array<number>(rank - 1).fill(1);
  const axis = random.integer(0, rank - 2);
  const side = random.pick([1, 2, 3, 7]);
  others[axis] = Math.max(1, Math.floor(m / side));
  if (rank > 2) {
    others[(axis + 1) % (rank - 1)] = side;
  }
  return { channels, others };
}

/** Gives one of the sizes, at random, to the channels. */
function split(sizes: readonly number[], random: Random): Sizes {
  const axis = random.integer(0, sizes.length - 1);
  return { channels: sizes[axis]!, others: sizes.toSpliced(axis, 1) };
}
