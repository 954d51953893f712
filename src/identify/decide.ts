import { compare } from '../../spec/compare.ts';
import type { Values } from '../../spec/contract.ts';
import { type Finding, found, none, unable } from './finding.ts';

/** What would come out under one answer, and how far a sound subject may be from it. */
export interface Prediction {
  readonly actual: Values;
  readonly expected: Values;
  readonly bounds: Values;
}

/** One possible answer to a question, with what it predicts. */
export interface Hypothesis<Value> {
  readonly value: Value;
  readonly text: string;
  readonly predictions: readonly Prediction[];
}

/**
 * Largest error / bound of a hypothesis: at most 1 where it agrees with all that came out. Infinite where a bound is,
 * since what accepts anything is no agreement.
 */
export function misfit(predictions: readonly Prediction[], largest: number): number {
  return predictions.reduce((worst, { actual, expected, bounds }) => {
    const { ratio, vacuous } = compare('answer', actual, expected, bounds, largest);
    return vacuous > 0 ? Number.POSITIVE_INFINITY : Math.max(worst, ratio);
  }, 0);
}

/**
 * The one hypothesis that agrees with the answer. Nothing is chosen by being nearest: where none agrees the finding is
 * `none`, and where two with different values do it is `unable`.
 */
export function decide<Value>(
  hypotheses: readonly Hypothesis<Value>[],
  largest: number,
  evidence: string,
): Finding<Value> {
  const judged = hypotheses.map((one) => ({ ...one, ratio: misfit(one.predictions, largest) }));
  const fitting = judged.filter(({ ratio }) => ratio <= 1);
  const [first, ...others] = fitting;
  if (first === undefined) return none(`${evidence}: ${unlike(judged)}`);
  if (others.length > 0)
    return unable(`${evidence}: ${fitting.map(({ text }) => text).join(' and ')} fit alike`);
  const rest = judged.filter((one) => one !== first).map(({ ratio }) => ratio);
  return found(first.value, first.text, evidence, rest.length === 0 ? null : Math.min(...rest));
}

function unlike(judged: readonly { readonly text: string; readonly ratio: number }[]): string {
  const nearest = judged.reduce((a, b) => (b.ratio < a.ratio ? b : a));
  if (!Number.isFinite(nearest.ratio)) return `like none of the ${judged.length} known answers`;
  const away = nearest.ratio.toPrecision(2);
  return `like none of the ${judged.length} known answers; the nearest, "${nearest.text}", is ${Number(away)} bounds away`;
}
