import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Random, randomFrom } from '../../../spec/arbitraries/random.ts';
import type { Verdict } from '../../../spec/property.ts';
import { relu, sigmoid } from './activations.ts';
import { convolution, type ConvolutionOptions } from './convolution.ts';
import { dense } from './dense.ts';
import { judgeDirection, sumsBound } from './directional-derivative.ts';
import type { Layer } from './layer.ts';
import { createMultiply } from './multiply.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

const multiply = createMultiply();
const U = 2 ** -24;

/** Multiples of 2^-10 between -3 and 3, none of them 0. */
const onGrid = (length: number, random: Random) =>
  Float32Array.from({ length }, () => random.sign() * random.integer(1, 3 * 2 ** 10) * 2 ** -10);
const directionOf = (length: number, random: Random) =>
  Float32Array.from({ length }, () => random.integer(-1, 1));
const absolute = (values: Float32Array) => values.map(Math.abs);

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 5 }),
  a: fc.integer({ min: 1, max: 7 }),
  b: fc.integer({ min: 1, max: 7 }),
  seed: fc.nat(),
});

type Make = (weights: Float32Array) => Layer;

/** A layer that is linear in its input and, but for the bias, in its weights; checked in all three. */
function linearVerdicts(
  make: Make,
  inputs: number,
  weightCount: number,
  rows: number,
  random: Random,
  wrong = (g: Float32Array) => g,
): readonly Verdict[] {
  const input = onGrid(rows * inputs, random);
  const weights = onGrid(weightCount, random);
  const layer = make(weights);
  const biases = layer.parameters[1]!.values;
  biases.set(onGrid(biases.length, random));
  const gradOutput = onGrid(layer.forward(input, rows, 'training').length, random);
  const twin = make(absolute(weights));
  const magnitudesAt = (x: Float32Array, w: Float32Array, b: Float32Array) => {
    twin.parameters[0]!.values.set(absolute(w));
    twin.parameters[1]!.values.set(absolute(b));
    return twin.forward(absolute(x), rows, 'training');
  };
  magnitudesAt(input, weights, biases);
  const inputMagnitudes = twin.backward(absolute(gradOutput));
  const gradInput = layer.backward(gradOutput);
  const terms = input.length + gradOutput.length + 1;
  const outputAt = (x: Float32Array, w: Float32Array, b: Float32Array) => {
    layer.parameters[0]!.values.set(w);
    layer.parameters[1]!.values.set(b);
    return layer.forward(x, rows, 'training');
  };
  const gradients = [gradInput, ...layer.parameters.map(({ gradient }) => gradient.slice())].map(wrong);
  const magnitudes = [inputMagnitudes, ...twin.parameters.map(({ gradient }) => gradient.slice())];
  const points = [input, weights.slice(), biases.slice()];
  return points.map((at, k) => {
    const among = (point: Float32Array): [Float32Array, Float32Array, Float32Array] => {
      const all: [Float32Array, Float32Array, Float32Array] = [points[0]!, points[1]!, points[2]!];
      all[k] = point;
      return all;
    };
    return judgeDirection({
      at,
      direction: directionOf(at.length, random),
      h: 1,
      gradOutput,
      output: (point) => outputAt(...among(point)),
      gradient: gradients[k]!,
      outputBounds: (point) => sumsBound(terms, magnitudesAt(...among(point))),
      gradientBounds: sumsBound(terms, magnitudes[k]!),
      truncation: 0,
    });
  });
}

const denseOf =
  (inputs: number, outputs: number): Make =>
  (weights) =>
    dense({ inputs, outputs, weights, bias: true, first: false }, multiply);
const place = (channels: number) => ({ channels, height: 6, width: 5, kernel: 3, stride: 2 });
const convolutionOf =
  (channels: number, outputs: number): Make =>
  (weights) => {
    const options: ConvolutionOptions = { ...place(channels), outputs, weights, bias: true, first: false };
    return convolution(options, multiply);
  };
const passed = (verdicts: readonly Verdict[]) => verdicts.every(({ verdict }) => verdict === 'passed');

/** Each number off by a sixteenth: a gradient that is nearly right. */
const nearlyRight = (g: Float32Array) => g.map((x) => x * (1 + 1 / 16));

describe('gradients are central differences of the outputs, within the bound', () => {
  test('of a dense layer, in input, weights and bias', () => {
    const property = fc.property(sizes, ({ rows, a, b, seed }) => {
      const random = randomFrom(seed);
      expect(passed(linearVerdicts(denseOf(a, b), a, a * b, rows, random))).toBe(true);
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  test('of a convolution, in input, weights and bias', () => {
    const property = fc.property(sizes, ({ rows, a, b, seed }) => {
      const channels = 1 + (a % 3);
      const random = randomFrom(seed);
      const verdicts = linearVerdicts(
        convolutionOf(channels, b),
        channels * 30,
        channels * 9 * b,
        rows,
        random,
      );
      expect(passed(verdicts)).toBe(true);
    });
    fc.assert(property, { seed: 2, numRuns: 25 });
  });

  const pointwise = (
    layer: Layer,
    h: number,
    third: number,
    bounds: [number, number],
    wrong = (g: Float32Array) => g,
  ) => {
    return ({ rows, a, seed }: { rows: number; a: number; seed: number }) => {
      const random = randomFrom(seed);
      const at = onGrid(rows * a, random);
      const gradOutput = onGrid(at.length, random);
      layer.forward(at, rows, 'training');
      const gradient = wrong(layer.backward(gradOutput));
      const sum = gradOutput.reduce((total, g) => total + Math.abs(g), 0);
      return judgeDirection({
        at,
        direction: directionOf(at.length, random),
        h,
        gradOutput,
        output: (point) => layer.forward(point, rows, 'training'),
        gradient,
        outputBounds: (point) => new Float64Array(point.length).fill(bounds[0]),
        gradientBounds: gradOutput.map((g) => bounds[1] * Math.abs(g)),
        truncation: (h ** 2 / 6) * third * sum,
      });
    };
  };
  // No point is nearer to the kink than 2^-10, and nothing is rounded.
  const ofRelu = (wrong?: (g: Float32Array) => Float32Array) => pointwise(relu(), 2 ** -11, 0, [0, 0], wrong);
  // The third derivative is at most 1/8. The output, at most 1, is rounded once; in y (1 - y) that counts twice, and the product once.
  const ofSigmoid = (wrong?: (g: Float32Array) => Float32Array) =>
    pointwise(sigmoid(), 2 ** -8, 1 / 8, [U + 2 ** -48, 3 * U], wrong);

  test.each([
    ['ReLU', ofRelu()],
    ['sigmoid', ofSigmoid()],
  ])('of %s', (_, verdictOf) => {
    const property = fc.property(sizes, (given) => {
      expect(verdictOf(given)).toMatchObject({ verdict: 'passed' });
    });
    fc.assert(property, { seed: 3, numRuns: 100 });
  });

  /**
   * Along d the third derivative of a row's loss is the third cumulant of d under the softmax: of numbers between -1 and 1 at most
   * 2^3 / (6 sqrt(3)), that of a coin. Loss and gradient are float64, the gradient rounded once.
   */
  const ofLoss = (
    { rows, a, seed }: { rows: number; a: number; seed: number },
    wrong = (g: Float32Array) => g,
  ) => {
    const random = randomFrom(seed);
    const classes = a + 1;
    const at = onGrid(rows * classes, random);
    const labels = Uint8Array.from({ length: rows }, () => random.integer(0, classes - 1));
    const gradient = wrong(softmaxCrossEntropy(at, labels, classes).gradLogits);
    const h = 2 ** -11;
    return judgeDirection({
      at,
      direction: directionOf(at.length, random),
      h,
      gradOutput: [1],
      output: (point) => [softmaxCrossEntropy(point, labels, classes).loss],
      gradient,
      outputBounds: () => [(classes + rows + 8) * 2 ** -50 * 16],
      gradientBounds: gradient.map((g) => 2 * U * Math.abs(g) + 2 ** -48),
      truncation: ((h ** 2 / 6) * 8) / (6 * Math.sqrt(3)),
    });
  };

  test('of softmax cross-entropy', () => {
    const property = fc.property(sizes, (given) => {
      expect(ofLoss(given)).toMatchObject({ verdict: 'passed' });
    });
    fc.assert(property, { seed: 4, numRuns: 100 });
  });

  test('and one that is nearly right is found out, in every layer', () => {
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const found = (verdictsOf: (seed: number) => readonly Verdict[]) =>
      seeds.some((seed) => verdictsOf(seed).some(({ verdict }) => verdict === 'failed'));
    expect(found((seed) => linearVerdicts(denseOf(5, 3), 5, 15, 4, randomFrom(seed), nearlyRight))).toBe(
      true,
    );
    expect(
      found((seed) => linearVerdicts(convolutionOf(2, 3), 60, 54, 2, randomFrom(seed), nearlyRight)),
    ).toBe(true);
    expect(found((seed) => [ofRelu(nearlyRight)({ rows: 3, a: 4, seed })])).toBe(true);
    expect(found((seed) => [ofSigmoid(nearlyRight)({ rows: 3, a: 4, seed })])).toBe(true);
    expect(found((seed) => [ofLoss({ rows: 3, a: 4, seed }, nearlyRight)])).toBe(true);
  });
});
