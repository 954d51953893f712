import type { Channel, NormalizedChannel, Statistics } from './steps.ts';

/** The channel with its statistics; written out, since spreading took a fifth of a variant's time. */
export function withStatistics(channel: Channel, statistics: Statistics): NormalizedChannel {
  return {
    index: channel.index,
    layout: channel.layout,
    input: channel.input,
    x: channel.x,
    gamma: channel.gamma,
    beta: channel.beta,
    epsilon: channel.epsilon,
    mean: statistics.mean,
    variance: statistics.variance,
    invStd: statistics.invStd,
  };
}
