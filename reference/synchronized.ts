import { type Moments, mergeMoments, momentsOf, noMoments } from './merge-moments.ts';

/** One channel whose elements lie on several devices. */
export interface ShardedChannel {
  /** The elements of each device; a device may have none. */
  readonly shards: readonly (readonly number[])[];
  readonly gamma: number;
  readonly beta: number;
  readonly epsilon: number;
}

/** What every device knows after the one exchange of the forward pass. */
export function synchronizedMoments(shards: readonly (readonly number[])[]): Moments {
  return shards.map(momentsOf).reduce(mergeMoments, noMoments);
}

/** The training output on each device, by the statistics of all of them. */
export function synchronizedOutput(channel: ShardedChannel): readonly (readonly number[])[] {
  const { shards, gamma, beta } = channel;
  return normalized(channel, shards).map((z) => z.map((value) => gamma * value + beta));
}

export interface SynchronizedGradients {
  readonly gradInput: readonly (readonly number[])[];
  /** Of each device; their sum is the gradient. */
  readonly gradGamma: readonly number[];
  readonly gradBeta: readonly number[];
}

/**
 * The training gradients on each device. The one exchange of the backward pass adds up sum(g) and sum(g z) over the devices; m is the
 * number of elements of all of them:
 *
 *   gradInput = gamma r (g - sum(g) / m - z sum(g z) / m).
 */
export function synchronizedGradients(
  channel: ShardedChannel,
  gradOutput: readonly (readonly number[])[],
): SynchronizedGradients {
  const { shards, gamma, epsilon } = channel;
  const { count, variance } = synchronizedMoments(shards);
  const r = 1 / Math.sqrt(variance + epsilon);
  const z = normalized(channel, shards);
  const gradBeta = gradOutput.map(total);
  const gradGamma = gradOutput.map((g, k) => total(g.map((value, j) => value * z[k]![j]!)));
  const P = total(gradBeta) / count;
  const Q = total(gradGamma) / count;
  const gradInput = gradOutput.map((g, k) => g.map((value, j) => gamma * r * (value - P - z[k]![j]! * Q)));
  return { gradInput, gradGamma, gradBeta };
}

function normalized({ epsilon }: ShardedChannel, shards: ShardedChannel['shards']) {
  const { mean, variance } = synchronizedMoments(shards);
  const r = 1 / Math.sqrt(variance + epsilon);
  return shards.map((x) => x.map((value) => (value - mean) * r));
}

const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
