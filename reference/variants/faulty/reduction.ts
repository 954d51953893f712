import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import { gather } from '../skeleton/gather.ts';
import type { Channel, Statistics, Steps } from '../skeleton/steps.ts';

type PartOf = (layout: Channel['layout'], j: number) => number;

/** Normalizes each element by the statistics of a part of its channel; parts have numbers. */
const byPart = (partOf: PartOf) => (): Partial<Steps> => {
  // By the elements of a channel, which each call gathers anew.
  const known = new WeakMap<Float32Array, Map<number, Statistics>>();
  return {
    normalizeInTraining: (value, channel, steps, j) => {
      const statistics = known.get(channel.x) ?? statisticsOfParts(channel, steps, partOf);
      known.set(channel.x, statistics);
      return sound.normalize(value, { ...channel, ...statistics.get(partOf(channel.layout, j)) }, steps, j);
    },
  };
};

function statisticsOfParts(channel: Channel, steps: Steps, partOf: PartOf): Map<number, Statistics> {
  const parts = new Map<number, number[]>();
  channel.x.forEach((value, j) => {
    const part = partOf(channel.layout, j);
    const members = parts.get(part);
    if (members === undefined) parts.set(part, [value]);
    else members.push(value);
  });
  const statistics = Array.from(parts, ([part, members]) => {
    const x = Float32Array.from(members);
    return [part, sound.batchStatistics({ ...channel, x }, steps)] as const;
  });
  return new Map(statistics);
}

/** Takes mean and variance over a part of the elements; all of them are normalized. */
const overPart = (part: (x: Float32Array) => Float32Array): Partial<Steps> => ({
  batchStatistics: (channel, steps) => sound.batchStatistics({ ...channel, x: part(channel.x) }, steps),
});

/** Faults in the set of elements over which the statistics are taken. */
export const reductionFaults: readonly Variant[] = [
  defineVariant({
    id: 'statistics-of-the-whole-tensor',
    kind: 'faulty',
    symptom: 'One mean and one variance are taken over all channels together.',
    breaks: 'BN-CHANNEL-INDEPENDENCE',
    evidence: 'onnx PR #2568, keras commit 54691f9be0',
    steps: {
      batchStatistics: (channel, steps) =>
        sound.batchStatistics({ ...channel, x: Float32Array.from(channel.input.data) }, steps),
    },
  }),
  defineVariant({
    id: 'statistics-over-the-batch-only',
    kind: 'faulty',
    symptom: 'Each spatial position is normalized by itself, over the batch only.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'keras commit 85a1225cb3, onnxruntime #831',
    create: byPart(({ inner }, j) => j % inner),
  }),
  defineVariant({
    id: 'statistics-of-each-row',
    kind: 'faulty',
    symptom: 'Each row is normalized by itself, as instance normalization does.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'tfjs PR #2174 (another normalization under the same name)',
    create: byPart(({ inner }, j) => Math.floor(j / inner)),
  }),
  defineVariant({
    id: 'tail-elements-dropped',
    kind: 'faulty',
    symptom: 'Statistics leave out the elements after the last whole group of 4.',
    breaks: 'BN-TRAIN-PERMUTATION',
    steps: overPart((x) => (x.length < 4 ? x : x.subarray(0, x.length - (x.length % 4)))),
  }),
  defineVariant({
    id: 'tail-elements-counted-but-not-added',
    kind: 'faulty',
    symptom: 'Sums leave out the elements after the last whole group of 4, but the count has them.',
    breaks: 'BN-TRAIN-MOMENTS',
    steps: {
      mean: (x, steps) => {
        const whole = x.subarray(0, x.length - (x.length % 4));
        return steps.round(steps.sum(x.length < 4 ? x : whole, steps) / x.length);
      },
    },
  }),
  defineVariant({
    id: 'elements-after-64-ignored',
    kind: 'faulty',
    symptom: 'Statistics are those of the first 64 elements of a channel.',
    needsElements: { least: 65, because: 'a channel must have an element after its 64th' },
    breaks: 'BN-TRAIN-PERMUTATION',
    evidence: 'LBANN PR #2166, pytorch #19911',
    steps: overPart((x) => x.subarray(0, 64)),
  }),
  defineVariant({
    id: 'channels-after-16-share-statistics',
    kind: 'faulty',
    symptom: 'Channel 16 and those after it get the statistics of the channel 16 places before.',
    breaks: 'BN-CHANNEL-INDEPENDENCE',
    evidence: 'apex #1768, pytorch PR #57077',
    steps: {
      batchStatistics: (channel, steps) => {
        const x = gather(channel.input, channel.layout, channel.index % 16);
        return sound.batchStatistics({ ...channel, x }, steps);
      },
    },
  }),
  defineVariant({
    id: 'zeros-left-out-of-the-statistics',
    kind: 'faulty',
    symptom: 'Statistics are taken over the non-zero elements only.',
    breaks: 'BN-TRAIN-OUTPUT',
    steps: overPart((x) => (x.some((value) => value !== 0) ? x.filter((value) => value !== 0) : x)),
  }),
];
