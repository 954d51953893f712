import type { Decimal } from 'decimal.js';
import type { Case, Conventions, ExpectedGradient, Oracle } from '../spec/contract.ts';
import { decimalInference, decimalInferenceGradient } from './oracle/decimal-inference.ts';
import { type DecimalChannel, decimalChannels } from './oracle/decimal-case.ts';
import { decimalTraining } from './oracle/decimal-training.ts';
import { type DecimalGradient, decimalTrainingGradient } from './oracle/decimal-training-gradient.ts';
import { nearestFloat64, roundingDecimals } from './oracle/exact-decimal.ts';

/**
 * An oracle in decimal arithmetic: sums are exact, and each result has two to four roundings to `digits`
 * significant digits (80 unless told otherwise, at least 40) before the one rounding to float64.
 *
 * It has no code, no formula and no indexing in common with the float64 reference. Inputs are converted without
 * error; batch statistics are rationals whose numerators are exact (oracle/batch-sums.ts), so that an
 * ill-conditioned channel costs nothing. The relative error before the last rounding is below 10^(2-digits) of
 * the largest term of a result. Same conventions and same special values as the reference.
 * Throws a RangeError where `digits` is not an integer of at least 40.
 */
export function createDecimalOracle(options: { readonly digits?: number } = {}): Oracle {
  const digits = options.digits ?? 80;
  if (!Number.isInteger(digits) || digits < 40) {
    throw new RangeError(`digits is ${digits}; it must be an integer of at least 40`);
  }
  const Rounded = roundingDecimals(digits);
  return {
    name: `decimal oracle (${digits} digits)`,
    training: (given, conventions) => {
      const channels = decimalChannels(given, conventions);
      const results = channels.map((channel) => decimalTraining(channel, conventions, Rounded));
      return {
        output: scatter(
          given,
          channels,
          results.map((result) => result.output),
        ),
        batchMean: float64s(results.map((result) => result.batchMean)),
        batchVariance: float64s(results.map((result) => result.batchVariance)),
        invStd: float64s(results.map((result) => result.invStd)),
        runningMean: float64s(results.map((result) => result.runningMean)),
        runningVariance: float64s(results.map((result) => result.runningVariance)),
      };
    },
    inference: (given, conventions) => {
      const channels = decimalChannels(given, conventions);
      const results = channels.map((channel) => decimalInference(channel, conventions, Rounded));
      return { output: scatter(given, channels, results) };
    },
    trainingGradient: (given, conventions) =>
      gradients(given, conventions, (channel) => decimalTrainingGradient(channel, conventions, Rounded)),
    inferenceGradient: (given, conventions) =>
      gradients(given, conventions, (channel) => decimalInferenceGradient(channel, conventions, Rounded)),
  };
}

function gradients(
  given: Case,
  conventions: Conventions,
  gradientOf: (channel: DecimalChannel) => DecimalGradient,
): ExpectedGradient {
  const channels = decimalChannels(given, conventions);
  const results = channels.map(gradientOf);
  return {
    gradInput: scatter(
      given,
      channels,
      results.map((result) => result.gradInput),
    ),
    gradGamma: float64s(results.map((result) => result.gradGamma)),
    gradBeta: float64s(results.map((result) => result.gradBeta)),
  };
}

function scatter(
  given: Case,
  channels: readonly DecimalChannel[],
  values: readonly (readonly Decimal[])[],
): Float64Array {
  const tensor = new Float64Array(given.input.length);
  channels.forEach((channel, c) => {
    channel.positions.forEach((position, j) => {
      tensor[position] = nearestFloat64(values[c]![j]!);
    });
  });
  return tensor;
}

function float64s(values: readonly Decimal[]): Float64Array {
  return Float64Array.from(values, nearestFloat64);
}
