import type { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Conventions } from '../spec/contract.ts';
import { sumOf } from './oracle/batch-sums.ts';
import { type DecimalChannel, decimalChannels } from './oracle/decimal-case.ts';
import { decimalTraining } from './oracle/decimal-training.ts';
import { decimalTrainingGradient } from './oracle/decimal-training-gradient.ts';
import { Exact, exactDecimal, roundingDecimals } from './oracle/exact-decimal.ts';
import { secondDerivatives } from './oracle/second-derivatives.ts';
import { approximateSurd } from './oracle/surd.ts';
import { trainingSecondDerivatives } from './second-derivatives.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';

/**
 * Second derivatives against central differences of the first, in decimals of 100 digits, for F = sum(u gradInput).
 *
 * Let l be the smaller of s = 1/r and sigma' (of s alone for m = 1 and constant channels). F is of the size
 * |gamma| sum|u| sum|g| / s, and each derivative by x divides this by l at most, but for a factor below 10^3 at m <= 8. A
 * step of 1e-30 l thus has a truncation error below 1e-55 of the scale |gamma| sum|u| sum|g| / (s l), and the 100
 * digits of gradInput are a rounding error of 1e-95 / 1e-30 of it. Hence 25 digits, always, with many to spare. F is linear
 * in gamma and gradOutput: a step of any size has no truncation error.
 */
const Rounded = roundingDecimals(100);
const digits = new Rounded('1e-25');

const seed = 20150211;
const cases = arbitraryCase([1, 2], [1, 2, 4], 1);

/** Calls `check` with the channel of each case that has a finite invStd, and a direction. */
function checkChannels(
  check: (channel: DecimalChannel, u: readonly Decimal[], conventions: Conventions, s: Decimal) => void,
): void {
  let compared = 0;
  const directions = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 });
  const property = fc.property(cases, directions, arbitraryConventions, (given, numbers, conventions) => {
    const channel = decimalChannels(given, conventions)[0]!;
    const { invStd } = decimalTraining(channel, conventions, Rounded);
    if (!invStd.isFinite()) return;
    compared++;
    const u = channel.x.map((_, j) => exactDecimal(numbers[j]!));
    check(channel, u, conventions, Rounded.div(1, invStd));
  });
  fc.assert(property, { seed, numRuns: 40 });
  expect(compared).toBeGreaterThan(20);
}

/** F = sum(u gradInput). */
function projection(channel: DecimalChannel, u: readonly Decimal[], conventions: Conventions): Decimal {
  const { gradInput } = decimalTrainingGradient(channel, conventions, Rounded);
  return sumOf(gradInput.map((gradient, j) => new Exact(gradient).times(u[j]!)));
}

const magnitude = (values: readonly Decimal[]) => sumOf(values.map((value) => value.abs()));

function expectClose(name: string, actual: Decimal, expected: Decimal, scale: Decimal): void {
  const distance = actual.minus(expected).abs();
  if (!distance.lessThanOrEqualTo(digits.times(scale))) {
    expect.fail(`${name} is ${actual}, the difference gives ${expected}; the scale is ${scale}`);
  }
}

describe('the second derivatives agree with central differences to 25 digits', () => {
  it('by input', () => {
    checkChannels((channel, u, conventions, s) => {
      const sigma = Rounded.sqrt(decimalTraining(channel, conventions, Rounded).batchVariance);
      const { input } = secondDerivatives(channel, u, conventions);
      if (sigma.isZero() && conventions.epsilonPlacement === 'outside') {
        const expected = channel.x.length === 1 ? 0 : Number.NaN;
        expect(approximateSurd(input(0)).toNumber()).toBe(expected);
        return;
      }
      const l = sigma.isZero() || s.lessThan(sigma) ? s : sigma;
      const step = new Exact('1e-30').times(new Exact(l));
      const scale = Rounded.div(
        channel.gamma.abs().times(magnitude(u)).times(magnitude(channel.g)),
        s.times(l),
      );
      channel.x.forEach((_, j) => {
        const at = (by: Decimal) => {
          const x = channel.x.map((value, i) => (i === j ? value.plus(by) : value));
          return projection({ ...channel, x }, u, conventions);
        };
        const rise = at(step).minus(at(step.negated()));
        const difference = Rounded.div(rise, step.times(2));
        expectClose(`input[${j}]`, approximateSurd(input(j)), difference, scale);
      });
    });
  });

  it('by gamma and gradOutput', () => {
    checkChannels((channel, u, conventions, s) => {
      const { gamma, gradOutput } = secondDerivatives(channel, u, conventions);
      const sizeG = magnitude(channel.g);
      const two = new Exact(2);
      const ofGamma = (by: Decimal) =>
        projection({ ...channel, gamma: channel.gamma.plus(by) }, u, conventions);
      const size = channel.gamma.abs().plus(1);
      expectClose(
        'gamma',
        approximateSurd(gamma),
        Rounded.div(ofGamma(new Exact(1)).minus(ofGamma(new Exact(-1))), two),
        Rounded.div(magnitude(u).times(sizeG).times(size), s),
      );
      channel.g.forEach((_, j) => {
        const at = (by: number) => {
          const g = channel.g.map((value, i) => (i === j ? value.plus(by) : value));
          return projection({ ...channel, g }, u, conventions);
        };
        const scale = Rounded.div(channel.gamma.abs().times(magnitude(u)).times(sizeG.plus(1)), s);
        const difference = Rounded.div(at(1).minus(at(-1)), two);
        expectClose(`gradOutput[${j}]`, approximateSurd(gradOutput(j)), difference, scale);
      });
    });
  });
});

describe('trainingSecondDerivatives', () => {
  it('is symmetric: with gradOutput and direction exchanged, the gradients by input and gamma stay', () => {
    const swapped = (given: Case): Case => ({ ...given, gradOutput: given.input });
    const property = fc.property(
      arbitraryCase([1, 2], [1, 3], 2),
      arbitraryConventions,
      (given, conventions) => {
        const here = trainingSecondDerivatives(given, given.input, conventions, 'float64');
        const there = trainingSecondDerivatives(swapped(given), given.gradOutput, conventions, 'float64');
        expect(there.input).toEqual(here.input);
        expect(there.gamma).toEqual(here.gamma);
      },
    );
    fc.assert(property, { seed, numRuns: 30 });
  });
});
