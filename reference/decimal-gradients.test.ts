import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conventions } from '../spec/contract.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';
import { sumOf } from './oracle/batch-sums.ts';
import { type DecimalChannel, decimalChannels } from './oracle/decimal-case.ts';
import { decimalInference, decimalInferenceGradient } from './oracle/decimal-inference.ts';
import { decimalTraining } from './oracle/decimal-training.ts';
import { decimalTrainingGradient } from './oracle/decimal-training-gradient.ts';
import { Exact, roundingDecimals } from './oracle/exact-decimal.ts';

/**
 * The gradient formulas against central differences of the forward formulas, in decimals of 100 digits, for
 * L = sum(g y).
 *
 * Let s = 1/r. A step of h = 1e-30 times the smaller of s and sigma' (where sigma' > 0) moves no z by more than 1e-30
 * of its range; L has third derivatives of moderate size (below 1e5 |gamma| sum|g| at m <= 8) in that unit, so that the
 * truncation error is below 1e-55 of the scale |gamma| r sum|g|. Only a constant channel with epsilon outside has a
 * kink in its second derivative, at 0, which costs a term linear in the step: 1e-30. Hence 25 digits, always.
 * y itself is rounded to 100 digits, relative to |gamma z| + |beta|, which the division by h raises: 1e-97 / h.
 * y is linear in gamma and beta, so that a step of 1 has no truncation error there.
 */
const Rounded = roundingDecimals(100);
const truncation = new Rounded('1e-25');
const rounding = new Rounded('1e-97');

type Forward = (channel: DecimalChannel, conventions: Conventions) => readonly Decimal[];
type Gradient = typeof decimalTrainingGradient;

const modes: readonly (readonly [string, Forward, Gradient])[] = [
  [
    'training',
    (channel, conventions) => decimalTraining(channel, conventions, Rounded).output,
    decimalTrainingGradient,
  ],
  [
    'inference',
    (channel, conventions) => decimalInference(channel, conventions, Rounded),
    decimalInferenceGradient,
  ],
];

describe.each(modes)(
  'in %s, the decimal gradients agree with central differences to 25 digits',
  (mode, forward, gradient) => {
    it('for gradInput, gradGamma and gradBeta', () => {
      let compared = 0;
      const check = (channel: DecimalChannel, conventions: Conventions) => {
        const s = dividingRoot(mode, channel, conventions);
        if (s.isZero()) return;
        compared++;
        const sigma = Rounded.sqrt(decimalTraining(channel, conventions, Rounded).batchVariance);
        const step = new Exact('1e-30').times(new Exact(sigma.isZero() ? s : Decimal.min(s, sigma)));
        const loss = (changed: Partial<DecimalChannel>) =>
          sumOf(
            forward({ ...channel, ...changed }, conventions).map((y, j) => new Exact(y).times(channel.g[j]!)),
          );
        const sizes = sumOf(forward({ ...channel, ...absolute(channel) }, conventions).map((y) => y.abs()));
        const sumG = sumOf(channel.g.map((g) => g.abs()));
        const lossRounding = rounding.times(sizes.plus(channel.beta.abs())).times(sumG);
        const { gradInput, gradGamma, gradBeta } = gradient(channel, conventions, Rounded);

        const scale = Rounded.div(channel.gamma.abs().times(sumG), s);
        const bound = truncation.times(scale).plus(Rounded.div(lossRounding, step));
        channel.x.forEach((_, j) => {
          const moved = (by: Decimal) => channel.x.map((x, i) => (i === j ? x.plus(by) : x));
          const rise = loss({ x: moved(step) }).minus(loss({ x: moved(step.negated()) }));
          expectClose(`gradInput[${j}]`, gradInput[j]!, Rounded.div(rise, step.times(2)), bound);
        });

        const one = new Exact(1);
        for (const [name, value] of [
          ['gamma', gradGamma],
          ['beta', gradBeta],
        ] as const) {
          const at = (by: Decimal) => loss({ [name]: channel[name].plus(by) });
          const difference = Rounded.div(at(one).minus(at(one.negated())), 2);
          const unitLoss = sumOf(
            forward({ ...channel, gamma: one, beta: one }, conventions).map((y) => y.abs()),
          );
          const unitRounding = rounding.times(unitLoss.plus(1)).times(sumG);
          expectClose(name, value, difference, lossRounding.plus(unitRounding));
        }
      };
      const property = fc.property(
        arbitraryCase([1, 2], [1, 2, 4]),
        arbitraryConventions,
        (given, conventions) => {
          for (const channel of decimalChannels(given, conventions)) check(channel, conventions);
        },
      );
      fc.assert(property, { seed: 20150211, numRuns: 25 });
      expect(compared).toBeGreaterThan(25);
    });
  },
);

/** s = 1/r, from the forward formulas: what dividing a unit gamma by it shows. */
function dividingRoot(mode: string, channel: DecimalChannel, conventions: Conventions): Decimal {
  if (mode === 'training') {
    const { invStd } = decimalTraining(channel, conventions, Rounded);
    return invStd.isFinite() ? Rounded.div(1, invStd) : new Rounded(0);
  }
  const probe = { ...channel, x: [channel.runningMean.plus(1)], gamma: new Exact(1), beta: new Exact(0) };
  const [r] = decimalInference(probe, conventions, Rounded);
  return r!.isFinite() ? Rounded.div(1, r!) : new Rounded(0);
}

function absolute(channel: DecimalChannel): Partial<DecimalChannel> {
  return { gamma: channel.gamma.abs(), beta: new Exact(0) };
}

function expectClose(name: string, actual: Decimal, expected: Decimal, bound: Decimal): void {
  const distance = actual.minus(expected).abs();
  if (!distance.lessThanOrEqualTo(bound)) {
    expect.fail(`${name} is ${actual}, the difference gives ${expected}: ${distance} is above ${bound}`);
  }
}
