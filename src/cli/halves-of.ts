import { shardOf } from './parse-shard.ts';

/**
 * The requirements that recorded cases are tried on too, those of values that an oracle knows. A test holds them to the properties, which
 * take longer to load than this choice may.
 */
export const recordedRequirements: readonly string[] = [
  'BN-TRAIN-OUTPUT',
  'BN-TRAIN-MOMENTS',
  'BN-TRAIN-STATISTICS',
  'BN-TRAIN-RUNNING-MEAN',
  'BN-TRAIN-RUNNING-VARIANCE',
  'BN-INFER-OUTPUT',
  'BN-GRAD-INPUT',
  'BN-GRAD-GAMMA',
  'BN-GRAD-BETA',
  'BN-GRAD-INFERENCE',
  'BN-GRAD-SUMS',
];

/**
 * Two parts of a check that take about as long. Recorded cases are large, so that the requirements that ask them are in one part: they share
 * what is made of them, and the other part never loads them. Where all or none ask them, every other requirement is in the same part.
 */
export function halvesOf(requirements: readonly string[]): readonly [readonly string[], readonly string[]] {
  const recorded = requirements.filter((id) => recordedRequirements.includes(id));
  const others = requirements.filter((id) => !recordedRequirements.includes(id));
  if (recorded.length > 0 && others.length > 0) return [recorded, others];
  const everyOther = (index: number) => shardOf(requirements, { index, count: 2 });
  return [everyOther(1), everyOther(2)];
}
