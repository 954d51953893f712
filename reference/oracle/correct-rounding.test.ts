import type { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Conventions, Dtype } from '../../spec/contract.ts';
import { arbitraryCase, arbitraryConventions } from '../testing/arbitrary-case.ts';
import { correctlyRounded } from './correct-rounding.ts';
import { decimalChannels } from './decimal-case.ts';
import { decimalInference, decimalInferenceGradient } from './decimal-inference.ts';
import { decimalTraining } from './decimal-training.ts';
import { decimalTrainingGradient } from './decimal-training-gradient.ts';
import { Exact, exactDecimal, roundingDecimals } from './exact-decimal.ts';
import {
  exactInference,
  exactInferenceGradient,
  exactTraining,
  exactTrainingGradient,
} from './exact-forms.ts';
import { fraction, type Surd } from './surd.ts';

const seed = 20150211;
const Fine = roundingDecimals(400);

/** The next number of the format away from zero or towards it; 0 has neighbours of both signs. */
function neighbours(value: number, dtype: Dtype): number[] {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return dtype === 'float32' ? [2 ** -149, -(2 ** -149)] : [2 ** -1074, -(2 ** -1074)];
  return [1, -1].map((step) => {
    if (dtype === 'float32') {
      view.setFloat32(0, value);
      view.setInt32(0, view.getInt32(0) + step);
      return view.getFloat32(0);
    }
    view.setFloat64(0, value);
    view.setBigInt64(0, view.getBigInt64(0) + BigInt(step));
    return view.getFloat64(0);
  });
}

/** No neighbour may be nearer to the same number in 400 digits, and the result must be of the format. */
function expectNearest(surd: Surd, fine: Decimal, dtype: Dtype): void {
  const result = correctlyRounded(surd, dtype);
  if (!fine.isFinite()) {
    expect(result).toBe(fine.toNumber());
    return;
  }
  if (!Number.isFinite(result)) {
    expect(fine.abs().greaterThan(dtype === 'float32' ? 3.4028234e38 : 1.79769e308)).toBe(true);
    return;
  }
  if (dtype === 'float32') expect(Math.fround(result)).toBe(result);
  const distance = fine.minus(exactDecimal(result)).abs();
  for (const neighbour of neighbours(result, dtype)) {
    if (!Number.isFinite(neighbour)) continue;
    expect(fine.minus(exactDecimal(neighbour)).abs().greaterThanOrEqualTo(distance)).toBe(true);
  }
}

function checkCases(check: (given: Case, conventions: Conventions, dtype: Dtype) => void): void {
  const dtypes = fc.constantFrom<Dtype>('float32', 'float64');
  const property = fc.property(arbitraryCase([1, 2], [1, 2, 3], 1), arbitraryConventions, dtypes, check);
  fc.assert(property, { seed, numRuns: 60 });
}

describe('correctlyRounded', () => {
  it('gives the nearest number for every training result', () => {
    checkCases((given, conventions, dtype) => {
      for (const channel of decimalChannels(given, conventions)) {
        const forms = exactTraining(channel, conventions);
        const fine = decimalTraining(channel, conventions, Fine);
        fine.output.forEach((output, j) => {
          expectNearest(forms.output(j), output, dtype);
        });
        expectNearest(forms.batchMean, fine.batchMean, dtype);
        expectNearest(forms.batchVariance, fine.batchVariance, dtype);
        expectNearest(forms.invStd, fine.invStd, dtype);
        expectNearest(forms.runningMean, fine.runningMean, dtype);
        expectNearest(forms.runningVariance, fine.runningVariance, dtype);
      }
    });
  });

  it('gives the nearest number for inference outputs', () => {
    checkCases((given, conventions, dtype) => {
      for (const channel of decimalChannels(given, conventions)) {
        const output = exactInference(channel, conventions);
        decimalInference(channel, conventions, Fine).forEach((fine, j) => {
          expectNearest(output(j), fine, dtype);
        });
      }
    });
  });

  it.each([
    ['training', exactTrainingGradient, decimalTrainingGradient],
    ['inference', exactInferenceGradient, decimalInferenceGradient],
  ] as const)('gives the nearest number for every gradient in %s', (mode, exactGradient, decimalGradient) => {
    checkCases((given, conventions, dtype) => {
      for (const channel of decimalChannels(given, conventions)) {
        const forms = exactGradient(channel, conventions);
        const fine = decimalGradient(channel, conventions, Fine);
        if (mode === 'inference' && !fine.gradGamma.isFinite()) return;
        fine.gradInput.forEach((gradient, j) => {
          expectNearest(forms.gradInput(j), gradient, dtype);
        });
        expectNearest(forms.gradGamma, fine.gradGamma, dtype);
        expectNearest(forms.gradBeta, fine.gradBeta, dtype);
      }
    });
  });

  it('breaks exact ties to even, in all sizes', () => {
    const sizes = fc.integer({ min: -149, max: 100 });
    const integers = fc.integer({ min: 2 ** 23, max: 2 ** 24 - 2 });
    const property = fc.property(integers, sizes, fc.constantFrom(1, -1), (n, exponent, sign) => {
      const h = exponent < 0 ? new Exact('0.5').pow(-exponent) : new Exact(2).pow(exponent);
      const surd = fraction(h.times(2 * n + 1).times(sign), new Exact(2));
      expect(correctlyRounded(surd, 'float32')).toBe(sign * (n + (n % 2)) * 2 ** exponent);
    });
    fc.assert(property, { seed, numRuns: 200 });
  });

  it('rounds once: a float64 on the way would turn 1 + 2^-24 + 2^-80 into a tie', () => {
    const value = new Exact(1).plus(new Exact('0.5').pow(24)).plus(new Exact('0.5').pow(80));
    expect(Math.fround(1 + 2 ** -24 + 2 ** -80)).toBe(1);
    expect(correctlyRounded(fraction(value, new Exact(1)), 'float32')).toBe(1 + 2 ** -23);
  });

  it('becomes infinite from halfway to the first power of two that is too large', () => {
    const halfway = new Exact(2).pow(128).minus(new Exact(2).pow(103));
    const one = new Exact(1);
    expect(correctlyRounded(fraction(halfway, one), 'float32')).toBe(Number.POSITIVE_INFINITY);
    expect(correctlyRounded(fraction(halfway.minus(1), one), 'float32')).toBe((2 - 2 ** -23) * 2 ** 127);
  });

  it('finds zeros and ties that no number of digits shows, such as 3 sqrt(1/9) - 1', () => {
    const zero = new Exact(0);
    const one = new Exact(1);
    const third = { kQ: one, k: new Exact(9) };
    const vanishing = { a0: one.negated(), a1: new Exact(3), b0: one, b1: zero, ...third };
    expect(correctlyRounded(vanishing, 'float64')).toBe(0);
    const property = fc.property(fc.integer({ min: 2 ** 23, max: 2 ** 24 - 2 }), (n) => {
      const tie = { a0: zero, a1: new Exact(3 * (2 * n + 1)), b0: new Exact(2), b1: zero, ...third };
      expect(correctlyRounded(tie, 'float32')).toBe(n + (n % 2));
    });
    fc.assert(property, { seed, numRuns: 100 });
  });
});
