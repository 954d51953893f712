import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Conventions } from '../spec/contract.ts';
import { layoutOf, positionOf } from '../spec/layout.ts';
import { trainingAccuracy, trainingGradientAccuracy } from './accuracy.ts';
import { arbitraryCase, arbitraryConventions } from './testing/arbitrary-case.ts';
import { referenceOracle } from './batch-norm.ts';
import { createDecimalOracle } from './decimal-oracle.ts';
import { createExactOracle } from './exact-oracle.ts';

const decimalOracle = createDecimalOracle();
const u = 2 ** -53;

const paper: Conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
};

/** Calls `check` for each channel whose invStd is finite, with the positions of its elements. */
function forEachChannel(
  given: Case,
  invStd: Float64Array,
  check: (c: number, positions: number[]) => void,
): void {
  const layout = layoutOf(given.shape, given.channelAxis);
  invStd.forEach((r, c) => {
    if (!Number.isFinite(r)) return;
    check(
      c,
      Array.from({ length: layout.m }, (_, j) => positionOf(layout, c, j)),
    );
  });
}

const totalOf = (positions: readonly number[], term: (position: number) => number) =>
  positions.reduce((total, position) => total + term(position), 0);

/** A sum in plain float64 of m terms loses at most m u of the sum of their magnitudes. */
const plainSumBound = (positions: readonly number[], term: (position: number) => number) =>
  (positions.length + 1) * u * totalOf(positions, (position) => Math.abs(term(position)));

describe('laws that need no oracle but the bounds', () => {
  it('the training output without gamma and beta has mean 0 and variance v / (v + epsilon)', () => {
    const property = fc.property(arbitraryCase([1, 2], [1, 3, 4]), (drawn) => {
      const given = { ...drawn, gamma: null, beta: null };
      const { output, batchVariance, invStd } = referenceOracle.training(given, paper);
      const exact = decimalOracle.training(given, paper);
      const bound = trainingAccuracy(given, paper, exact, exact).output;
      forEachChannel(given, invStd, (c, positions) => {
        const m = positions.length;
        const z = (position: number) => output[position]!;
        const square = (position: number) => z(position) ** 2;
        const allowed = totalOf(positions, (position) => bound[position]!);
        expect(Math.abs(totalOf(positions, z))).toBeLessThanOrEqual(allowed + plainSumBound(positions, z));
        // A square has twice |z| times the error of z, its own rounding, and the error squared;
        // v / (v + epsilon) has the 7u of the variance twice, and two roundings.
        const v = batchVariance[c]!;
        const expected = v / (v + given.epsilon);
        const allowedSquares = totalOf(
          positions,
          (position) => bound[position]! * (2 * Math.abs(z(position)) + 1),
        );
        const distance = Math.abs(totalOf(positions, square) / m - expected);
        expect(distance).toBeLessThanOrEqual(
          (allowedSquares + plainSumBound(positions, square)) / m + 18 * u * expected,
        );
      });
    });
    fc.assert(property, { seed: 20150211, numRuns: 60 });
  });

  it('the training gradients of a channel sum to 0, whatever the conventions', () => {
    const property = fc.property(
      arbitraryCase([1, 2], [1, 3, 4]),
      arbitraryConventions,
      (given, conventions) => {
        const { gradInput } = referenceOracle.trainingGradient(given, conventions);
        const exact = decimalOracle.trainingGradient(given, conventions);
        const normalized = decimalOracle.training({ ...given, gamma: null, beta: null }, conventions);
        const bound = trainingGradientAccuracy(given, conventions, exact, normalized).gradInput;
        forEachChannel(given, normalized.invStd, (_, positions) => {
          const gradient = (position: number) => gradInput[position]!;
          const allowed =
            totalOf(positions, (position) => bound[position]!) + plainSumBound(positions, gradient);
          expect(Math.abs(totalOf(positions, gradient))).toBeLessThanOrEqual(allowed);
        });
      },
    );
    fc.assert(property, { seed: 20150211, numRuns: 60 });
  });

  it('no result depends on where the channel axis lies', () => {
    const property = fc.property(
      arbitraryCase([1, 2, 3], [1]),
      arbitraryConventions,
      (given, conventions) => {
        const [outer, channels] = given.shape as [number, number, number];
        const transpose = (data: Float32Array) =>
          Float64Array.from(
            data,
            (_, i) => data[(i % outer) * channels + Math.floor(i / outer)]!,
          ) as unknown as Float32Array;
        const moved: Case = {
          ...given,
          shape: [channels, outer],
          channelAxis: 0,
          input: transpose(given.input),
          gradOutput: transpose(given.gradOutput),
        };
        for (const oracle of [referenceOracle, decimalOracle, createExactOracle()]) {
          const here = oracle.training(given, conventions);
          const there = oracle.training(moved, conventions);
          expect(there.output).toEqual(transpose(here.output as unknown as Float32Array));
          expect({ ...there, output: null }).toEqual({ ...here, output: null });
          expect(oracle.trainingGradient(moved, conventions).gradGamma).toEqual(
            oracle.trainingGradient(given, conventions).gradGamma,
          );
        }
      },
    );
    fc.assert(property, { seed: 20150211, numRuns: 30 });
  });
});
