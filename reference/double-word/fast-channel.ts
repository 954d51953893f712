import type { Case, Conventions, Values } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import { readChannel } from '../channel.ts';
import { type Ball, ballRoot, ballSum, exactly } from './ball.ts';
import { inRange, mostElements } from './in-range.ts';
import type { Settled } from './settled.ts';

/** One channel of a case in float64; g is the output gradient. */
export interface FastChannel {
  readonly x: Float64Array;
  readonly g: Float64Array;
  readonly gamma: number;
  readonly beta: number;
  readonly runningMean: number;
  readonly runningVariance: number;
  /** The epsilon in use, floor included. */
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
}

/** One channel of a case. */
export function fastChannelOf(given: Case, conventions: Conventions, channel: number): FastChannel {
  const layout = layoutOf(given.shape, given.channelAxis);
  const elements = (tensor: Values) => {
    const values = new Float64Array(layout.m);
    readChannel(tensor, layout, channel, values);
    return values;
  };
  return {
    x: elements(given.input),
    g: elements(given.gradOutput),
    gamma: given.gamma?.[channel] ?? 1,
    beta: given.beta?.[channel] ?? 0,
    runningMean: given.runningMean[channel]!,
    runningVariance: given.runningVariance[channel]!,
    epsilon: Math.max(given.epsilon, conventions.epsilonFloor),
    exponentialAverageFactor: given.exponentialAverageFactor,
  };
}

/** The correctly rounded results of one channel: those of its one tensor, and those that exist once; NaN where not decided. */
export interface FastResults<Statistic extends string> {
  readonly elements: Float64Array;
  readonly statistics: Readonly<Record<Statistic, number>>;
}

/** True where double words can do without a thought of overflow and underflow (in-range.ts). */
export function fastChannelInRange(channel: FastChannel): boolean {
  const { x, g, gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor } = channel;
  const others = [gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor];
  return x.length > 0 && x.length <= mostElements && inRange(x) && inRange(g) && inRange(others);
}

/** The number nearest to a ball, or NaN. */
export function settledBall(settled: Settled, { high, low, radius }: Ball): number {
  return settled(high, low, radius);
}

/** s = 1/r, and the root within it: sqrt(variance + epsilon) for both, or sqrt(variance) + epsilon and sqrt(variance). */
export interface Roots {
  readonly s: Ball;
  readonly root: Ball;
}

export function rootsOf(variance: Ball, epsilon: number, conventions: Conventions): Roots {
  if (conventions.epsilonPlacement === 'inside') {
    const root = ballRoot(ballSum(variance, exactly(epsilon)));
    return { s: root, root };
  }
  const root = ballRoot(variance);
  return { s: ballSum(root, exactly(epsilon)), root };
}
