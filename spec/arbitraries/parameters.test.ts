import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import { type CaseOptions, cases } from './cases.ts';

const draw = (options: Partial<CaseOptions>, numRuns = 800): readonly Case[] =>
  fc.sample(cases({ maxElements: 300, ...options }), { seed: 62, numRuns });

/** Parameters and state as a new layer has them: a few cases are so on purpose. */
const isFresh = ({ runningMean, runningVariance }: Case) =>
  runningMean.every((x) => x === 0) && runningVariance.every((x) => x === 1);

const allOf = (numbers: Float32Array | null, holds: (x: number) => boolean) => numbers?.every(holds) ?? false;

describe('gamma and beta', () => {
  const drawn = draw({}).filter((given) => !isFresh(given));

  it('come in all four combinations of absent and present', () => {
    for (const noGamma of [true, false]) {
      for (const noBeta of [true, false]) {
        const same = drawn.filter(
          (given) => (given.gamma === null) === noGamma && (given.beta === null) === noBeta,
        );
        expect(same.length).toBeGreaterThan(drawn.length / 25);
      }
    }
  });

  it('have no default that would hide a lost parameter', () => {
    for (const { gamma, beta } of drawn) {
      expect(gamma?.includes(1) ?? false).toBe(false);
      expect(beta?.includes(0) ?? false).toBe(false);
    }
  });

  it('differ from channel to channel, but for the zeros of gamma', () => {
    const repeats = (numbers: ArrayLike<number>) => new Set(Array.from(numbers)).size !== numbers.length;
    expect(drawn.filter(({ gamma }) => repeats(gamma?.filter((x) => x !== 0) ?? []))).toEqual([]);
    expect(drawn.filter(({ beta }) => repeats(beta ?? []))).toEqual([]);
  });

  it('have both signs, some zero gamma, and magnitudes from tiny to huge', () => {
    const gammas = drawn.flatMap(({ gamma }) => [...(gamma ?? [])]);
    const betas = drawn.flatMap(({ beta }) => [...(beta ?? [])]);
    for (const reached of [
      gammas.some((x) => x === 0),
      gammas.some((x) => x < 0),
      gammas.some((x) => x !== 0 && Math.abs(x) < 1e-6),
      gammas.some((x) => x > 1e6),
      betas.some((x) => x < 0),
      betas.some((x) => x > 1e6),
    ]) {
      expect(reached).toBe(true);
    }
  });

  it('obey the options', () => {
    expect(draw({ gamma: 'present', beta: 'present' }).every(({ gamma, beta }) => gamma && beta)).toBe(true);
    expect(draw({ gamma: 'absent', beta: 'absent' }).every(({ gamma, beta }) => !gamma && !beta)).toBe(true);
    expect(draw({ gamma: 'ones' }).every(({ gamma }) => allOf(gamma, (x) => x === 1))).toBe(true);
    expect(draw({ beta: 'zeros' }).every(({ beta }) => allOf(beta, (x) => x === 0))).toBe(true);
  });
});

describe('epsilon and exponentialAverageFactor', () => {
  it('keep epsilon positive and at most 1 unless zero is asked for', () => {
    expect(draw({}).every(({ epsilon }) => epsilon > 0 && epsilon <= 1)).toBe(true);
    expect(draw({ epsilon: 'zero' }).every(({ epsilon }) => epsilon === 0)).toBe(true);
    const any = draw({ epsilon: 'any' });
    expect(any.some(({ epsilon }) => epsilon === 0)).toBe(true);
    expect(any.some(({ epsilon }) => epsilon > 0)).toBe(true);
  });

  it('have an epsilon in every decade from 1e-12 to 1', () => {
    const decades = new Set(draw({}).map(({ epsilon }) => Math.floor(Math.log10(epsilon))));
    for (let decade = -12; decade < 0; decade++) {
      expect(decades).toContain(decade);
    }
  });

  it('have a factor at both ends, at a half, at the usual ones and anywhere between', () => {
    const factors = draw({}).map((given) => given.exponentialAverageFactor);
    for (const usual of [0, 1, 0.5, Math.fround(0.1), Math.fround(0.01)]) {
      expect(factors).toContain(usual);
    }
    expect(factors.every((a) => a >= 0 && a <= 1)).toBe(true);
    expect(new Set(factors).size).toBeGreaterThan(factors.length / 3);
  });
});

describe('fresh layers', () => {
  it('are about one case in sixteen, with gamma 1 and beta 0 where there are any', () => {
    const drawn = draw({}, 4000);
    const fresh = drawn.filter(isFresh);
    // Five standard deviations of a binomial share of 1/16.
    const spread = 5 * Math.sqrt((drawn.length * 15) / 256);
    expect(Math.abs(fresh.length - drawn.length / 16)).toBeLessThan(spread);
    expect(
      fresh.every(
        ({ gamma, beta }) => (gamma?.every((x) => x === 1) ?? true) && (beta?.every((x) => x === 0) ?? true),
      ),
    ).toBe(true);
  });
});

describe('running statistics', () => {
  it('are distinct and never the usual initial state', () => {
    for (const { runningMean, runningVariance } of draw({ valueClasses: ['normal'] }).filter(
      (given) => !isFresh(given),
    )) {
      expect(new Set(runningMean).size).toBe(runningMean.length);
      expect(new Set(runningVariance).size).toBe(runningVariance.length);
      expect(runningMean.includes(0)).toBe(false);
      expect(runningVariance.includes(1)).toBe(false);
    }
  });

  it('have positive variances over ten decades by default, some of them near epsilon', () => {
    const drawn = draw({});
    const variances = drawn.flatMap(({ runningVariance }) => [...runningVariance]);
    expect(variances.every((v) => v > 0 && v <= 1.001e4)).toBe(true);
    for (let decade = -6; decade < 4; decade++) {
      expect(variances.some((v) => Math.floor(Math.log10(v)) === decade)).toBe(true);
    }
    // Below 1e-8, epsilon is less than a hundredth of every variance that is not drawn near it.
    const small = drawn.filter(({ epsilon }) => epsilon < 1e-8);
    const near = small.filter(({ runningVariance, epsilon }) =>
      runningVariance.some((v) => v < 101 * epsilon),
    );
    expect(small.length).toBeGreaterThan(20);
    expect(near.length).toBeGreaterThan(small.length / 4);
  });

  it('have a zero variance in some channel if asked for', () => {
    expect(
      draw({ runningVariance: 'zero' }).every(({ runningVariance }) => runningVariance.includes(0)),
    ).toBe(true);
  });

  it('have a negative variance in some channel if asked for, both above and below -epsilon', () => {
    const drawn = draw({ runningVariance: 'negative' });
    expect(drawn.every(({ runningVariance }) => runningVariance.some((v) => v < 0))).toBe(true);
    expect(drawn.some(({ runningVariance, epsilon }) => runningVariance.some((v) => v < -epsilon))).toBe(
      true,
    );
    const above = (given: Case) => given.runningVariance.some((v) => v < 0 && v > -given.epsilon);
    expect(drawn.some(above)).toBe(true);
  });

  it('have means far from the batch, and some that nearly equal an element', () => {
    const nearest = draw({ valueClasses: ['graded'] }).flatMap((given) => {
      const { channels } = layoutOf(given.shape, given.channelAxis);
      return channels > 1
        ? []
        : [Math.min(...[...given.input].map((x) => Math.abs(given.runningMean[0]! / x - 1)))];
    });
    const near = nearest.filter((distance) => distance < 2 ** -10).length / nearest.length;
    expect(near).toBeGreaterThan(0.08);
    expect(near).toBeLessThan(0.3);
  });
});

describe('gradients', () => {
  const drawn = draw({});

  it('are never all ones, and seldom one constant', () => {
    expect(drawn.some(({ gradOutput }) => gradOutput.every((g) => g === 1))).toBe(false);
    const constant = drawn.filter(({ gradOutput }) => gradOutput.every((g) => g === gradOutput[0]));
    // One-element tensors and one-hot channels of one element are constant too.
    expect(constant.length).toBeLessThan(drawn.length / 8);
  });

  it('are huge, tiny and one-hot now and then', () => {
    const largest = drawn.map(({ gradOutput }) => Math.max(...gradOutput.map(Math.abs)));
    expect(largest.some((g) => g > 1e10)).toBe(true);
    expect(largest.some((g) => g > 0 && g < 1e-10)).toBe(true);
    const oneHot = drawn.filter(
      ({ shape, channelAxis, gradOutput }) =>
        layoutOf(shape, channelAxis).m > 2 && gradOutput.filter((g) => g !== 0).length === shape[channelAxis],
    );
    expect(oneHot.length).toBeGreaterThan(drawn.length / 30);
  });
});

describe('moderate cases', () => {
  it('have nothing huge, tiny or subnormal in input, gamma, beta and gradOutput', () => {
    const moderate = (x: number) => x === 0 || (Math.abs(x) > 1e-20 && Math.abs(x) < 1e10);
    const allModerate = ({ input, gradOutput, gamma, beta }: Case) =>
      [input, gradOutput, gamma, beta].every((numbers) => numbers === null || numbers.every(moderate));
    expect(draw({ moderate: true }).filter((given) => !allModerate(given))).toEqual([]);
  });
});
