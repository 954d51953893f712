import type { Conventions, Result } from '../../../spec/contract.ts';
import { ratioWithin } from '../ratio-within.ts';
import { type Expectations, type Expected, quantities, type Quantity, type Vector } from '../vector.ts';

/** How one quantity of a result did: the element that is worst, or what is wrong with it as a whole. */
export interface Judged {
  readonly quantity: Quantity;
  /** The step of a sequence, counted from 1. */
  readonly step?: number;
  /** At most 1 is right. */
  readonly ratio: number;
  readonly at: number;
  readonly expected: number;
  readonly actual: number;
  readonly bound: number;
  /** Set where there is nothing to compare: a length that does not fit. */
  readonly fault?: string;
}

/**
 * Judges what a result shows of what is expected, each quantity by its own bounds. What it need not show and does not is passed over;
 * outputs and gradients must be there.
 *
 * @param correction the custom for the running variance: 1 where the one that is kept is scaled by m/(m-1).
 */
export function judgeResult(
  { expected, request }: Pick<Vector, 'expected' | 'request'>,
  result: Result,
  correction: Conventions['runningVarianceCorrection'],
): readonly Judged[] {
  if (request.operation !== 'sequence') return judgeFields(expected as Expectations, result, correction);
  const steps: readonly object[] = 'steps' in result ? result.steps : [];
  return (expected as readonly Expectations[]).flatMap((one, k) =>
    judgeFields(one, steps[k] ?? {}, correction).map((judged) => ({ ...judged, step: k + 1 })),
  );
}

function judgeFields(
  expected: Expectations,
  result: object,
  correction: Conventions['runningVarianceCorrection'],
): readonly Judged[] {
  return quantities.flatMap((quantity): Judged[] => {
    if (quantity === 'runningVarianceCorrected') return [];
    const one =
      quantity === 'runningVariance' && correction === 1
        ? (expected.runningVarianceCorrected ?? expected.runningVariance)
        : expected[quantity];
    if (one === undefined) return [];
    const shown = (result as Readonly<Record<string, unknown>>)[quantity];
    if (shown !== undefined && shown !== null) return [judgeShown(quantity, shown, one)];
    return needed.has(quantity) ? [wrong(quantity, `${quantity} is missing`)] : [];
  });
}

/** Statistics need not be shown. */
const needed: ReadonlySet<Quantity> = new Set(['output', 'gradInput', 'gradGamma', 'gradBeta']);

/** A tensor, whose shape is judged too, or values alone. */
function judgeShown(quantity: Quantity, shown: unknown, expected: Expected): Judged {
  if (typeof shown !== 'object' || shown === null || !('data' in shown)) {
    return judgeValues(quantity, shown as ArrayLike<number>, expected);
  }
  const { shape, data } = shown as { readonly shape: readonly number[]; readonly data: ArrayLike<number> };
  if (`${shape}` === `${expected.shape}`) return judgeValues(quantity, data, expected);
  return wrong(quantity, `${quantity} has shape [${shape}] where [${expected.shape}] is needed`);
}

function wrong(quantity: Quantity, fault: string): Judged {
  const none = Number.NaN;
  return {
    quantity,
    ratio: Number.POSITIVE_INFINITY,
    at: -1,
    expected: none,
    actual: none,
    bound: none,
    fault,
  };
}

function judgeValues(quantity: Quantity, actual: ArrayLike<number>, expected: Expected): Judged {
  const { values, bounds } = expected;
  if (actual.length !== values.length) {
    return wrong(quantity, `${quantity} has ${actual.length} values where ${values.length} are needed`);
  }
  let ratio = 0;
  let worst = 0;
  for (let at = 0; at < values.length; at++) {
    const here = ratioWithin(actual[at]!, values[at]!, bounds[at]!);
    if (here > ratio) [ratio, worst] = [here, at];
  }
  return {
    quantity,
    ratio,
    at: worst,
    expected: values[worst] ?? Number.NaN,
    actual: actual[worst] ?? Number.NaN,
    bound: bounds[worst] ?? Number.NaN,
  };
}
