import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Case } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';
import { activationCases } from './activation-cases.ts';
import { loadActivations } from './load-activations.ts';
import { packageRoot } from './package-root.ts';

const activations = loadActivations();

/** The elements of each channel of the input. */
function channelsOf({ shape, channelAxis, input }: Case): readonly (readonly number[])[] {
  const layout = layoutOf(shape, channelAxis);
  return Array.from({ length: layout.channels }, (_, channel) =>
    Array.from({ length: layout.m }, (_, j) => input[positionOf(layout, channel, j)]!),
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function zeroShare(values: readonly number[]): number {
  return values.filter((value) => value === 0).length / values.length;
}

test('there are enough activations, each under a name of its own', () => {
  expect(activations.length).toBeGreaterThanOrEqual(10);
  expect(new Set(activations.map(({ name }) => name)).size).toBe(activations.length);
});

test('what the suite reads without the checks is what the checks let through', () => {
  const bytesOf = (_: string, value: unknown) =>
    value instanceof Float32Array ? Buffer.from(value.buffer).toString('hex') : value;
  const texts = (cases: readonly Case[]) => cases.map((one) => JSON.stringify(one, bytesOf));
  expect(texts(activationCases())).toEqual(texts(activations.map((activation) => activation.case)));
});

test('they are of ranks 2 and 4, with channels first and last, early and late', () => {
  const kinds = activations.map(({ phase, case: { shape, channelAxis } }) => {
    const place = channelAxis === shape.length - 1 ? 'last' : 'first';
    return `${phase} rank ${shape.length} channels ${place}`;
  });
  const expected = ['rank 2 channels last', 'rank 4 channels first', 'rank 4 channels last'];
  expect([...new Set(kinds)].sort()).toEqual(
    ['early', 'late'].flatMap((phase) => expected.map((kind) => `${phase} ${kind}`)),
  );
});

test('every number is finite, and no gradient is all zeros', () => {
  for (const { name, case: given } of activations) {
    const { input, gradOutput, gamma, beta, runningMean, runningVariance } = given;
    for (const values of [input, gradOutput, gamma!, beta!, runningMean, runningVariance]) {
      expect(values.every(Number.isFinite), name).toBe(true);
    }
    expect(
      gradOutput.some((value) => value !== 0),
      name,
    ).toBe(true);
    expect(
      runningVariance.every((value) => value >= 0),
      name,
    ).toBe(true);
  }
});

test('after a relu channels are sparse, and late in training one is dead', () => {
  const relu2 = activations.filter(({ layer }) => layer === 'relu2');
  for (const { name, phase, case: given } of relu2) {
    expect(
      given.input.every((value) => value >= 0),
      name,
    ).toBe(true);
    const shares = channelsOf(given).map(zeroShare);
    expect(
      shares.some((share) => share > 0.75 && share < 1),
      name,
    ).toBe(true);
    expect(shares.includes(1), name).toBe(phase === 'late');
  }
});

test('the first layer sees whole pixels from 0 to 255', () => {
  const pixels = activations.filter(({ layer }) => layer === 'pixels').flatMap((one) => [...one.case.input]);
  expect(pixels.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true);
  expect(Math.max(...pixels)).toBe(255);
});

test('training moved the statistics, gamma and beta of every layer', () => {
  for (const { layer, case: early } of activations.filter(({ step }) => step === 1)) {
    const late = activations.findLast((other) => other.layer === layer)!;
    expect(late.phase).toBe('late');
    for (const name of ['gamma', 'beta', 'runningMean', 'runningVariance'] as const) {
      expect(late.case[name], `${layer} ${name}`).not.toEqual(early[name]);
    }
    expect(channelsOf(late.case).map(meanOf), layer).not.toEqual(channelsOf(early).map(meanOf));
  }
});

test('all files together stay below 4 MB', () => {
  const folder = join(packageRoot(), 'fixtures', 'activations');
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4e6);
});
