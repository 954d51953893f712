import type { Case, Conventions } from '../../spec/contract.ts';
import {
  inferenceAccuracy,
  inferenceGradientAccuracy,
  trainingAccuracy,
  trainingGradientAccuracy,
} from '../accuracy.ts';
import { referenceOracle } from '../batch-norm.ts';
import { createDecimalOracle } from '../decimal-oracle.ts';

const oracle = createDecimalOracle();

/** Throws where the float64 reference is farther from the decimal oracle than accuracy.ts says. */
type Check = (given: Case, conventions: Conventions) => void;

const withoutAffine = (given: Case): Case => ({ ...given, gamma: null, beta: null });

/** One check per operation. */
export const accuracyChecks: readonly (readonly [string, Check])[] = [
  [
    'training',
    (given, conventions) => {
      const exact = oracle.training(given, conventions);
      const normalized = oracle.training(withoutAffine(given), conventions);
      const bounds = trainingAccuracy(given, conventions, exact, normalized);
      expectWithin(referenceOracle.training(given, conventions), exact, bounds);
    },
  ],
  [
    'inference',
    (given, conventions) => {
      const exact = oracle.inference(given, conventions);
      const normalized = oracle.inference(withoutAffine(given), conventions);
      const bounds = inferenceAccuracy(given, exact, normalized);
      expectWithin(referenceOracle.inference(given, conventions), exact, bounds);
    },
  ],
  [
    'trainingGradient',
    (given, conventions) => {
      const exact = oracle.trainingGradient(given, conventions);
      const normalized = oracle.training(withoutAffine(given), conventions);
      const bounds = trainingGradientAccuracy(given, conventions, exact, normalized);
      expectWithin(referenceOracle.trainingGradient(given, conventions), exact, bounds);
    },
  ],
  [
    'inferenceGradient',
    (given, conventions) => {
      const exact = oracle.inferenceGradient(given, conventions);
      const normalized = oracle.inference(withoutAffine(given), conventions);
      const bounds = inferenceGradientAccuracy(given, exact, normalized);
      expectWithin(referenceOracle.inferenceGradient(given, conventions), exact, bounds);
    },
  ],
];

/** Every value within its bound of the exact one, and the same NaN and infinities. */
function expectWithin<T extends object>(actual: T, exact: T, bounds: T): void {
  for (const name of Object.keys(exact) as (keyof T & string)[]) {
    const [results, values, limits] = [actual[name], exact[name], bounds[name]] as Float64Array[];
    if (results!.length !== values!.length)
      throw new Error(`${name} has ${results!.length} values, not ${values!.length}`);
    values!.forEach((value, position) => {
      const result = results![position]!;
      const within = Math.abs(result - value) <= limits![position]!;
      if (!within && !Object.is(result, value)) {
        throw new Error(`${name}[${position}] is ${result}, not ${value}; bound ${limits![position]}`);
      }
    });
  }
}
