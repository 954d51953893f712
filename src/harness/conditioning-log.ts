import type { Measurement } from '../../spec/conditioning.ts';
import type { ConditionedAccuracy } from './outcome.ts';

interface Tally {
  channels: number;
  worstBits: number;
  sumOfBits: number;
}

/** Right bits by quantity and decade of kappa. */
export type ConditioningLog = Map<string, Map<number, Tally>>;

export function noteConditioning(log: ConditioningLog, measurements: readonly Measurement[]): void {
  for (const { quantity, decade, bits } of measurements) {
    // In steps of 2^-10 the sum is exact, whatever the order: parts of a run add up to the same bytes as the whole.
    const sumOfBits = Math.round(bits * 2 ** 10) / 2 ** 10;
    addTally(log, quantity, decade, { channels: 1, worstBits: bits, sumOfBits });
  }
}

/** Adds what another log holds. */
export function addConditioning(log: ConditioningLog, more: ConditioningLog): void {
  for (const [quantity, decades] of more) {
    for (const [decade, tally] of decades) addTally(log, quantity, decade, tally);
  }
}

function addTally(log: ConditioningLog, quantity: string, decade: number, more: Readonly<Tally>): void {
  const ofQuantity = log.get(quantity) ?? new Map<number, Tally>();
  log.set(quantity, ofQuantity);
  const tally = ofQuantity.get(decade) ?? {
    channels: 0,
    worstBits: Number.POSITIVE_INFINITY,
    sumOfBits: 0,
  };
  ofQuantity.set(decade, tally);
  tally.channels += more.channels;
  tally.worstBits = Math.min(tally.worstBits, more.worstBits);
  tally.sumOfBits += more.sumOfBits;
}

/** What was noted of a quantity, from the best conditioned decade to the worst. */
export function byConditioning(log: ConditioningLog, quantity: string): readonly ConditionedAccuracy[] {
  const decades = [...(log.get(quantity) ?? [])].sort(([a], [b]) => a - b);
  return decades.map(([decade, { channels, worstBits, sumOfBits }]) => {
    return { decade, channels, worstBits, meanBits: sumOfBits / channels };
  });
}
