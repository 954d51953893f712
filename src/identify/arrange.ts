import type { Case, Dtype } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';

/** How the channels of a probe lie in a tensor. */
export type Arrangement = 'rows' | 'planes' | 'channels last';

/** One channel of a probe; what is left out is gamma 1, beta 0, running statistics 0 and 1, gradients of zeros. */
export interface ChannelProbe {
  readonly x: readonly number[];
  readonly g?: readonly number[];
  readonly gamma?: number;
  readonly beta?: number;
  readonly runningMean?: number;
  readonly runningVariance?: number;
}

interface CallSettings {
  readonly epsilon: number;
  readonly exponentialAverageFactor?: number;
}

/** The shape for m elements in each of so many channels; none is an empty batch. */
function shapeOf(
  arrangement: Arrangement,
  channels: number,
  m: number,
): { readonly shape: readonly number[]; readonly channelAxis: number } {
  switch (arrangement) {
    case 'rows':
      return { shape: [m, channels], channelAxis: 1 };
    case 'planes':
      return { shape: m === 0 ? [0, channels, 1, 1] : [1, channels, 1, m], channelAxis: 1 };
    case 'channels last':
      return { shape: m === 0 ? [0, 1, 1, channels] : [1, 1, m, channels], channelAxis: 3 };
  }
}

/**
 * The case of some channels, all of one length. All numbers must be of the subject's dtype: for a float64 subject the
 * arrays are Float64Arrays, which oracles and bounds read alike, because what float32 values do to its sums shows nothing.
 */
export function arrange(
  arrangement: Arrangement,
  channels: readonly ChannelProbe[],
  { epsilon, exponentialAverageFactor = 0 }: CallSettings,
  dtype: Dtype = 'float32',
): Case {
  const m = channels[0]!.x.length;
  const { shape, channelAxis } = shapeOf(arrangement, channels.length, m);
  const layout = layoutOf(shape, channelAxis);
  const allocate = (length: number) =>
    (dtype === 'float32' ? new Float32Array(length) : new Float64Array(length)) as Float32Array;
  const input = allocate(m * channels.length);
  const gradOutput = allocate(m * channels.length);
  const perChannel = (numberOf: (channel: ChannelProbe) => number) => {
    const values = allocate(channels.length);
    channels.forEach((channel, c) => {
      values[c] = numberOf(channel);
    });
    return values;
  };
  channels.forEach(({ x, g }, c) => {
    for (let j = 0; j < m; j++) {
      input[positionOf(layout, c, j)] = x[j]!;
      gradOutput[positionOf(layout, c, j)] = g?.[j] ?? 0;
    }
  });
  return {
    shape,
    channelAxis,
    input,
    gradOutput,
    gamma: perChannel(({ gamma }) => gamma ?? 1),
    beta: perChannel(({ beta }) => beta ?? 0),
    runningMean: perChannel(({ runningMean }) => runningMean ?? 0),
    runningVariance: perChannel(({ runningVariance }) => runningVariance ?? 1),
    epsilon,
    exponentialAverageFactor,
    variation: 0,
  };
}

/** The elements of one channel of a tensor that is shaped as a case's input. */
export function channelOf(given: Case, data: ArrayLike<number>, channel: number): readonly number[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  return Array.from({ length: layout.m }, (_, j) => data[positionOf(layout, channel, j)]!);
}
