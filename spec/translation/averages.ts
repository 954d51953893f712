/**
 * Running averages that are kept in another way than (1 - a) old + a new. All of them are averages of the batches seen, with weights that
 * add up to 1; what is stored is not always the average.
 */

/** The weight of the new batch in call number `count`, counted from 1, where all batches are to weigh the same. */
export function cumulativeFactor(count: number): number {
  if (!(Number.isInteger(count) && count >= 1))
    throw new RangeError(`calls are counted from 1, not ${count}`);
  return 1 / count;
}

/** As `cumulativeFactor` up to a window of calls, and from then on the weight 1/window. */
export function windowedFactor(count: number, window: number): number {
  return cumulativeFactor(Math.min(count, window));
}

/** An average kept as a decayed sum with a decayed count: sum' = f sum + new, count' = f count + 1. */
export interface DecayedSum {
  readonly sum: number;
  readonly count: number;
}

export function afterBatch({ sum, count }: DecayedSum, decay: number, statistic: number): DecayedSum {
  return { sum: decay * sum + statistic, count: decay * count + 1 };
}

/** The average that a decayed sum stands for. Before the first batch there is none: NaN. */
export function averageOf({ sum, count }: DecayedSum): number {
  return sum / count;
}

/** The decayed sum that stands for an average after so many batches; the count tells how much the next one will weigh. */
export function decayedSumOf(average: number, decay: number, batches: number): DecayedSum {
  const count = decay === 1 ? batches : (1 - decay ** batches) / (1 - decay);
  return { sum: average * count, count };
}

/** The average behind a hidden value that began at 0 and was moved by (1 - a) old + a new in so many batches. */
export function debiased(hidden: number, factor: number, batches: number): number {
  return hidden / (1 - (1 - factor) ** batches);
}

/** The hidden value of an average: the other way round. */
export function hiddenOf(average: number, factor: number, batches: number): number {
  return average * (1 - (1 - factor) ** batches);
}

/** The factor with which two equal updates in one step move as far as one update with `factor`: 1 - sqrt(1 - a). */
export function halfStepFactor(factor: number): number {
  return 1 - Math.sqrt(1 - factor);
}
