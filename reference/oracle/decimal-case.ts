import type { Decimal } from 'decimal.js';
import type { Case, Conventions, Values } from '../../spec/contract.ts';
import { Exact, exactDecimal } from './exact-decimal.ts';

/** One channel of a case in exact decimals; x and g are its elements and output gradients, in tensor order. */
export interface DecimalChannel {
  /** Where each element lies in the tensor. */
  readonly positions: readonly number[];
  readonly x: readonly Decimal[];
  readonly g: readonly Decimal[];
  readonly gamma: Decimal;
  readonly beta: Decimal;
  readonly runningMean: Decimal;
  readonly runningVariance: Decimal;
  /** The epsilon in use, floor included. */
  readonly epsilon: Decimal;
  readonly exponentialAverageFactor: Decimal;
}

/** The channels of a case, converted without any rounding; positions follow from counting coordinates. */
export function decimalChannels(given: Case, conventions: Conventions): DecimalChannel[] {
  const positions = positionsByChannel(given.shape, given.channelAxis);
  return positions.map((own, channel) => decimalChannel(given, conventions, channel, own));
}

/** One channel of a case, whose elements lie at `positions`. */
export function decimalChannel(
  given: Case,
  conventions: Conventions,
  channel: number,
  positions: readonly number[],
): DecimalChannel {
  return {
    positions,
    x: positions.map((position) => exactDecimal(given.input[position]!)),
    g: positions.map((position) => exactDecimal(given.gradOutput[position]!)),
    gamma: entry(given.gamma, channel, 1),
    beta: entry(given.beta, channel, 0),
    runningMean: entry(given.runningMean, channel, 0),
    runningVariance: entry(given.runningVariance, channel, 1),
    epsilon: exactDecimal(Math.max(given.epsilon, conventions.epsilonFloor)),
    exponentialAverageFactor: exactDecimal(given.exponentialAverageFactor),
  };
}

function entry(vector: Values | null, channel: number, absent: number): Decimal {
  return vector === null ? new Exact(absent) : exactDecimal(vector[channel]!);
}

/** Walks the tensor in memory order with an odometer of coordinates, and sorts positions by channel. */
export function positionsByChannel(shape: readonly number[], channelAxis: number): number[][] {
  const positions: number[][] = Array.from({ length: shape[channelAxis]! }, () => []);
  if (shape.includes(0)) return positions;
  const coordinates = shape.map(() => 0);
  for (let position = 0; ; position++) {
    positions[coordinates[channelAxis]!]!.push(position);
    let axis = shape.length - 1;
    while (axis >= 0 && coordinates[axis] === shape[axis]! - 1) {
      coordinates[axis] = 0;
      axis--;
    }
    if (axis < 0) return positions;
    coordinates[axis] = coordinates[axis]! + 1;
  }
}
