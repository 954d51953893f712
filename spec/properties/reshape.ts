import * as fc from 'fast-check';
import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { shapes } from '../arbitraries/shapes.ts';
import { spreadShapes } from '../arbitraries/spread-shapes.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Property, Verdict } from '../property.ts';
import { unlessSkipped } from '../unless-skipped.ts';
import { all } from '../verdict.ts';

const matrices = shapes({ ranks: [2], channelAxis: 'first', minChannels: 2, minElementsPerChannel: 2 });

/** The rank is a way of writing: splitting or merging the axes around the channel axis changes no value. */
export const reshape: Property = {
  requirement: 'BN-RESHAPE',
  needs: [],
  // Ranks are mistaken where axes have several entries: matrices apart, which small shapes of other ranks do not become.
  cases: fc.oneof(
    { weight: 2, arbitrary: cases({ gamma: 'present', beta: 'present', shapes: spreadShapes() }) },
    { weight: 1, arbitrary: cases({ gamma: 'present', beta: 'present', shapes: matrices }) },
    { weight: 1, arbitrary: cases({ gamma: 'present', beta: 'present', maxElements: 2000 }) },
  ),
  check: async (given, context) => {
    const { conventions, arithmetic, operations } = context;
    const others = reshaped(given);
    const verdicts: Verdict[] = [];
    if (operations.includes('training')) {
      const first = (await context.training(given)).output;
      const bounds = trainingBounds(given, conventions, arithmetic).output;
      for (const other of others) {
        const second = await unlessSkipped(context.training(other));
        if (second === null) continue;
        verdicts.push(
          lawHolds(context, 'output', lawOf(other), second.output.data, first.data, [bounds, bounds]),
        );
      }
    }
    if (operations.includes('inference')) {
      const first = (await context.inference(given)).output;
      const bounds = inferenceBounds(given, conventions, arithmetic);
      for (const other of others) {
        const second = await unlessSkipped(context.inference(other));
        if (second === null) continue;
        verdicts.push(
          lawHolds(context, 'output', lawOf(other), second.output.data, first.data, [bounds, bounds]),
        );
      }
    }
    if (verdicts.length === 0) return { verdict: 'skipped', reason: 'the subject has it in no other shape' };
    return all(verdicts);
  },
};

const lawOf = ({ shape, channelAxis }: Case) =>
  `the output is the same with shape [${shape.join(', ')}], channel axis ${channelAxis}`;

/** Other shapes of the same memory, one of each rank that it can have: many a fault is in one rank alone. */
function reshaped(given: Case): readonly Case[] {
  const { outer, channels, inner } = layoutOf(given.shape, given.channelAxis);
  const candidates: (readonly [readonly number[], number])[] = [
    [[outer, channels, inner], 1],
    [[outer, channels, inner, 1], 1],
    [[outer, channels, 1, inner], 1],
    [[outer, 1, channels, inner], 2],
    [[outer, channels, 1, 1, inner], 1],
    [[outer, 1, channels, 1, inner], 2],
  ];
  const factor = smallestFactor(inner);
  if (factor < inner) {
    candidates.push(
      [[outer, channels, factor, inner / factor], 1],
      [[outer, channels, 1, factor, inner / factor], 1],
      [[outer, 1, channels, factor, inner / factor], 2],
    );
  }
  if (inner === 1)
    candidates.push([[outer, channels], 1], [[1, outer, channels], 2], [[outer, 1, 1, channels], 3]);
  const others = candidates.filter(([shape]) => shape.join() !== given.shape.join());
  const random = randomFrom(given.variation);
  const ranks = [...new Set(others.map(([shape]) => shape.length))];
  return ranks.map((rank) => {
    const [shape, channelAxis] = random.pick(others.filter(([shape]) => shape.length === rank));
    return { ...given, shape, channelAxis };
  });
}

/** The smallest factor above 1, n itself where it is prime or below 4. */
function smallestFactor(n: number): number {
  for (let factor = 2; factor * factor <= n; factor++) if (n % factor === 0) return factor;
  return n;
}
