import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Conventions, Oracle } from '../spec/contract.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';
import { referenceOracle } from './batch-norm.ts';
import { createDecimalOracle } from './decimal-oracle.ts';
import { createExactOracle } from './exact-oracle.ts';

const oracles: readonly (readonly [string, Oracle])[] = [
  ['the float64 reference', referenceOracle],
  ['the decimal oracle', createDecimalOracle()],
  ['the exact oracle', createExactOracle()],
];
const seed = 20150211;

const positiveEpsilon = (given: Case): Case => ({ ...given, epsilon: given.epsilon + 2 ** -20 });
const betas = (given: Case) =>
  Array.from(given.input, (_, position) => given.beta?.[channelOf(given, position)] ?? 0);
const channelOf = ({ shape }: Case, position: number) => Math.floor(position / shape[2]!) % shape[1]!;

function checkAll(
  cases: fc.Arbitrary<Case>,
  check: (given: Case, conventions: Conventions) => void,
  numRuns = 40,
): void {
  fc.assert(fc.property(cases, arbitraryConventions, check), { seed, numRuns });
}

describe.each(oracles)('%s', (_, oracle) => {
  it('gives beta, variance 0 and gradInput 0 for one element per channel', () => {
    checkAll(arbitraryCase([1], [1]).map(positiveEpsilon), (given, conventions) => {
      const { output, batchMean, batchVariance } = oracle.training(given, conventions);
      expect(Array.from(output, (y) => y + 0)).toEqual(betas(given).map((beta) => beta + 0));
      expect(Array.from(batchMean, (mean) => mean + 0)).toEqual(Array.from(given.input, (x) => x + 0));
      expect(batchVariance.every((v) => v === 0)).toBe(true);
      const { gradInput, gradGamma, gradBeta } = oracle.trainingGradient(given, conventions);
      expect(gradInput.every((g) => g === 0)).toBe(true);
      expect(gradGamma.every((g) => g === 0)).toBe(true);
      expect(Array.from(gradBeta, (g) => g + 0)).toEqual(Array.from(given.gradOutput, (g) => g + 0));
    });
  });

  it('treats the running statistics of one element per channel as the policy says', () => {
    checkAll(arbitraryCase([1], [1]), (given, conventions) => {
      const { runningMean, runningVariance } = oracle.training(given, conventions);
      if (conventions.oneElement === 'keep') {
        expect(Array.from(runningMean)).toEqual(Array.from(given.runningMean));
        expect(Array.from(runningVariance)).toEqual(Array.from(given.runningVariance));
      } else if (conventions.oneElement === 'nan' && conventions.runningVarianceCorrection === 1) {
        expect(runningVariance.every(Number.isNaN)).toBe(true);
        expect(runningMean.every(Number.isFinite)).toBe(true);
      } else {
        const left = 1 - given.exponentialAverageFactor;
        // One rounding of 1 - a, one of the product, one of the oracle's result: 3u, and u^2.
        runningVariance.forEach((v, c) => {
          const expected = left * given.runningVariance[c]!;
          expect(Math.abs(v - expected)).toBeLessThanOrEqual(4 * 2 ** -53 * expected);
        });
      }
    });
  });

  it('treats an empty batch as the policy says', () => {
    checkAll(arbitraryCase([0], [1, 2]), (given, conventions) => {
      const result = oracle.training(given, conventions);
      expect(result.output.length).toBe(0);
      for (const statistic of [result.batchMean, result.batchVariance, result.invStd]) {
        expect(statistic.length).toBe(given.shape[1]);
        expect(statistic.every(Number.isNaN)).toBe(true);
      }
      for (const name of ['runningMean', 'runningVariance'] as const) {
        const old = Array.from(given[name]);
        if (conventions.emptyBatch === 'nan') expect(result[name].every(Number.isNaN)).toBe(true);
        else if (conventions.emptyBatch !== 'decay') expect(Array.from(result[name])).toEqual(old);
        else {
          const left = 1 - given.exponentialAverageFactor;
          result[name].forEach((value, c) => {
            const expected = left * old[c]!;
            expect(Math.abs(value - expected)).toBeLessThanOrEqual(4 * 2 ** -53 * Math.abs(expected));
          });
        }
      }
      expect(oracle.inference(given, conventions).output.length).toBe(0);
      for (const operation of ['trainingGradient', 'inferenceGradient'] as const) {
        const { gradInput, gradGamma, gradBeta } = oracle[operation](given, conventions);
        expect(gradInput.length).toBe(0);
        expect([...gradGamma, ...gradBeta].every((value) => value === 0)).toBe(true);
      }
    });
  });

  it('gives exactly beta, the constant and variance 0 for a constant channel', () => {
    const constant = arbitraryCase([1, 3], [1, 5, 7, 49]).map((given) => {
      const input = Float64Array.from(
        given.input,
        (_, position) => given.input[channelOf(given, position) * given.shape[2]!]!,
      );
      return positiveEpsilon({ ...given, input: input as unknown as Float32Array });
    });
    checkAll(constant, (given, conventions) => {
      const { output, batchMean, batchVariance } = oracle.training(given, conventions);
      expect(Array.from(output, (y) => y + 0)).toEqual(betas(given).map((beta) => beta + 0));
      expect(batchVariance.every((v) => v === 0)).toBe(true);
      batchMean.forEach((mean, c) => {
        expect(mean + 0).toBe(given.input[c * given.shape[2]!]! + 0);
      });
    });
  });

  it('gives NaN in a channel with a NaN or an infinity, and leaves all other channels as they were', () => {
    const poison = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    const property = fc.property(
      arbitraryCase([1, 2], [2, 3]),
      arbitraryConventions,
      poison,
      fc.nat(),
      (given, conventions, bad, where) => {
        const position = where % given.input.length;
        const channel = channelOf(given, position);
        const input = Float64Array.from(given.input) as unknown as Float32Array;
        input[position] = bad;
        const poisoned = { ...given, input };
        const clean = oracle.training(given, conventions);
        const result = oracle.training(poisoned, conventions);
        result.output.forEach((y, i) => {
          expect(y).toBe(channelOf(given, i) === channel ? Number.NaN : clean.output[i]);
        });
        expect(result.invStd[channel]).toBe(Number.NaN);
        expect(result.batchMean[channel]).toBe(bad);
        for (const name of [
          'batchMean',
          'batchVariance',
          'invStd',
          'runningMean',
          'runningVariance',
        ] as const) {
          result[name].forEach((value, c) => {
            if (c !== channel) expect(value).toBe(clean[name][c]);
          });
        }
        const cleanGradient = oracle.trainingGradient(given, conventions);
        const gradient = oracle.trainingGradient(poisoned, conventions);
        gradient.gradInput.forEach((g, i) => {
          expect(g).toBe(channelOf(given, i) === channel ? Number.NaN : cleanGradient.gradInput[i]);
        });
        gradient.gradGamma.forEach((g, c) => {
          expect(g).toBe(c === channel ? Number.NaN : cleanGradient.gradGamma[c]);
        });
        expect(gradient.gradBeta).toEqual(cleanGradient.gradBeta);
      },
    );
    fc.assert(property, { seed, numRuns: 40 });
  });

  it('gives NaN or infinite gradients only in the channel where gradOutput is not finite', () => {
    const poison = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    const cases = arbitraryCase([1, 2], [2, 3]);
    const property = fc.property(
      cases,
      arbitraryConventions,
      poison,
      fc.nat(),
      (given, conventions, bad, where) => {
        const position = where % given.input.length;
        const channel = channelOf(given, position);
        const gradOutput = Float64Array.from(given.gradOutput) as unknown as Float32Array;
        gradOutput[position] = bad;
        const clean = oracle.trainingGradient(given, conventions);
        const gradient = oracle.trainingGradient({ ...given, gradOutput }, conventions);
        gradient.gradInput.forEach((g, i) => {
          if (channelOf(given, i) === channel) expect(Number.isFinite(g)).toBe(false);
          else expect(g).toBe(clean.gradInput[i]);
        });
        expect(gradient.gradBeta[channel]).toBe(bad);
      },
    );
    fc.assert(property, { seed, numRuns: 40 });
  });

  it('in inference, gives beta for an infinite running variance and NaN for a negative radicand', () => {
    checkAll(arbitraryCase([1, 2], [1, 3]), (given, conventions) => {
      const everywhere = (value: number) => given.runningVariance.map(() => value);
      const flat = oracle.inference(
        { ...given, runningVariance: everywhere(Number.POSITIVE_INFINITY) },
        conventions,
      );
      expect(Array.from(flat.output, (y) => y + 0)).toEqual(betas(given).map((beta) => beta + 0));
      const negative = oracle.inference({ ...given, runningVariance: everywhere(-2) }, conventions);
      expect(negative.output.every(Number.isNaN)).toBe(true);
    });
  });

  it('leaves the running statistics alone with weight 0, and forgets them with weight 1', () => {
    checkAll(arbitraryCase([1, 2], [2, 3]), (given, conventions) => {
      const kept = oracle.training({ ...given, exponentialAverageFactor: 0 }, conventions);
      expect(Array.from(kept.runningMean)).toEqual(Array.from(given.runningMean));
      expect(Array.from(kept.runningVariance)).toEqual(Array.from(given.runningVariance));
      const fresh = oracle.training({ ...given, exponentialAverageFactor: 1 }, conventions);
      expect(Array.from(fresh.runningMean, (mean) => mean + 0)).toEqual(
        Array.from(fresh.batchMean, (mean) => mean + 0),
      );
    });
  });
});
