import type { Case, Conventions, Oracle } from '../../spec/contract.ts';
import {
  inferenceAccuracy,
  inferenceGradientAccuracy,
  trainingAccuracy,
  trainingGradientAccuracy,
} from '../accuracy.ts';
import { referenceOracle } from '../batch-norm.ts';
import { createDecimalOracle } from '../decimal-oracle.ts';

/** The largest error / bound of each result, by its name; infinite where a NaN or an infinity is missed or a bound of 0 exceeded. */
export type Ratios = Readonly<Record<string, number>>;

/** How far the float64 reference is from an oracle that rounds exact results to float64, in units of what accuracy.ts says. */
export type MeasureRatios = (given: Case, conventions: Conventions, oracle: Oracle) => Ratios;

const withoutAffine = (given: Case): Case => ({ ...given, gamma: null, beta: null });

/** One measure per operation. */
export const accuracyRatios: readonly (readonly [string, MeasureRatios])[] = [
  [
    'training',
    (given, conventions, oracle) => {
      const exact = oracle.training(given, conventions);
      const normalized = oracle.training(withoutAffine(given), conventions);
      const bounds = trainingAccuracy(given, conventions, exact, normalized);
      return ratiosOf(referenceOracle.training(given, conventions), exact, bounds);
    },
  ],
  [
    'inference',
    (given, conventions, oracle) => {
      const exact = oracle.inference(given, conventions);
      const normalized = oracle.inference(withoutAffine(given), conventions);
      return ratiosOf(
        referenceOracle.inference(given, conventions),
        exact,
        inferenceAccuracy(given, exact, normalized),
      );
    },
  ],
  [
    'trainingGradient',
    (given, conventions, oracle) => {
      const exact = oracle.trainingGradient(given, conventions);
      const normalized = oracle.training(withoutAffine(given), conventions);
      const bounds = trainingGradientAccuracy(given, conventions, exact, normalized);
      return ratiosOf(referenceOracle.trainingGradient(given, conventions), exact, bounds);
    },
  ],
  [
    'inferenceGradient',
    (given, conventions, oracle) => {
      const exact = oracle.inferenceGradient(given, conventions);
      const normalized = oracle.inference(withoutAffine(given), conventions);
      const bounds = inferenceGradientAccuracy(given, exact, normalized);
      return ratiosOf(referenceOracle.inferenceGradient(given, conventions), exact, bounds);
    },
  ],
];

const decimalOracle = createDecimalOracle();

/** One check per operation: throws where the float64 reference is farther from the decimal oracle than accuracy.ts says. */
export const accuracyChecks = accuracyRatios.map(([operation, measure]) => {
  const check = (given: Case, conventions: Conventions) => {
    for (const [name, ratio] of Object.entries(measure(given, conventions, decimalOracle))) {
      if (!(ratio <= 1)) throw new Error(`${name} is off by ${ratio} times its bound`);
    }
  };
  return [operation, check] as const;
});

function ratiosOf<T extends object>(actual: T, exact: T, bounds: T): Ratios {
  const ratios = Object.keys(exact).map((name) => {
    const [results, values, limits] = [actual, exact, bounds].map(
      (one) => one[name as keyof T] as Float64Array,
    );
    if (results!.length !== values!.length)
      throw new Error(`${name} has ${results!.length} values, not ${values!.length}`);
    let worst = 0;
    values!.forEach((value, at) => {
      const ratio = ratioOf(results![at]!, value, limits![at]!);
      if (!(ratio <= worst)) worst = ratio;
    });
    return [name, worst] as const;
  });
  return Object.fromEntries(ratios);
}

/** 0 for the same number, NaN or infinity. */
function ratioOf(result: number, value: number, limit: number): number {
  if (Object.is(result, value) || result === value) return 0;
  const ratio = Math.abs(result - value) / limit;
  return Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
}
