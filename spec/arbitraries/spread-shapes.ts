import fc from 'fast-check';
import { randomFrom } from './random.ts';
import type { ShapeChoice } from './shapes.ts';

const sizes = [2, 3, 4, 5, 6, 7] as const;

/**
 * Small shapes of ranks 3 to 5 in which few misreadings of the layout are harmless: the channel axis, any of them, and two others have 2 to 7
 * entries, the three all different; a fourth and a fifth axis have one or two. At most 840 elements. Neither shrinks nor depends on bias.
 */
export function spreadShapes(): fc.Arbitrary<ShapeChoice> {
  const plan = fc.record({ seed: fc.integer(), rank: fc.integer({ min: 3, max: 5 }) });
  return fc.noBias(fc.noShrink(plan.map(({ seed, rank }) => spreadShape(seed, rank))));
}

function spreadShape(seed: number, rank: number): ShapeChoice {
  const random = randomFrom(seed);
  const channelAxis = random.integer(0, rank - 1);
  const shape: number[] = Array.from({ length: rank }, () => (random.chance(0.3) ? 2 : 1));
  const others = shape.map((_, axis) => axis).filter((axis) => axis !== channelAxis);
  const first = random.pick(others);
  const second = random.pick(others.filter((axis) => axis !== first));
  const left: number[] = [...sizes];
  for (const axis of [channelAxis, first, second]) {
    const size = random.pick(left);
    left.splice(left.indexOf(size), 1);
    shape[axis] = size;
  }
  return { shape, channelAxis };
}
