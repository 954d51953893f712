import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldAfter, foldBefore, type LinearLayer, paddingBefore, scaleAndShift } from './fold.ts';

const seed = 25_364;
/**
 * All numbers are small multiples of 1/4 and all roots are powers of two, so that every product and sum here is exact, in any order:
 * folding may not change a bit.
 */
const dyadic = fc.integer({ min: -16, max: 16 }).map((k) => k / 4);
const values = (length: number) => fc.array(dyadic, { minLength: length, maxLength: length });
const parametersOf = (channels: number) =>
  fc.record({
    gamma: values(channels),
    beta: values(channels),
    runningMean: values(channels),
    runningVariance: fc.array(fc.constantFrom(0, 0.75, 3.75), { minLength: channels, maxLength: channels }),
    epsilon: fc.constant(0.25),
  });
const layerOf = (shape: readonly number[], outputs: number) =>
  fc.record({
    shape: fc.constant(shape),
    weights: values(shape.reduce((a, b) => a * b, 1)).map((all) => Float64Array.from(all)),
    bias: fc.option(values(outputs).map((all) => Float64Array.from(all))),
  });

/** A convolution of one spatial axis by its definition; `pad` gives the value of input channel i beyond the ends. */
function convolve(layer: LinearLayer, input: readonly (readonly number[])[], pad: (i: number) => number) {
  const [outputs, inputs, kernel] = layer.shape as readonly [number, number, number];
  const length = input[0]!.length;
  const at = (i: number, p: number) => input[i]![p] ?? pad(i);
  return Array.from({ length: outputs }, (_, o) =>
    Array.from({ length }, (_, p) => {
      let y = layer.bias?.[o] ?? 0;
      for (let i = 0; i < inputs; i++) {
        for (let k = 0; k < kernel; k++)
          y += layer.weights[(o * inputs + i) * kernel + k]! * at(i, p + k - 1);
      }
      return y;
    }),
  );
}

/** A transposed convolution with a kernel of one place, which is a grouped linear map: weights (in, out / groups, 1). */
function transposed(layer: LinearLayer, input: readonly number[], groups: number): readonly number[] {
  const [inputs, perGroup] = layer.shape as readonly [number, number, number];
  const y = Array.from({ length: perGroup * groups }, (_, o) => layer.bias?.[o] ?? 0);
  for (let i = 0; i < inputs; i++) {
    const group = Math.floor(i / (inputs / groups));
    for (let o = 0; o < perGroup; o++)
      y[group * perGroup + o]! += layer.weights[i * perGroup + o]! * input[i]!;
  }
  return y;
}

const zero = () => 0;
const signal = fc.array(values(4), { minLength: 2, maxLength: 2 });

test('a convolution folded with the batch norm after it gives the same bits, with a bias and without', () => {
  fc.assert(
    fc.property(layerOf([3, 2, 3], 3), parametersOf(3), signal, (layer, parameters, input) => {
      const affine = scaleAndShift(parameters);
      const expected = convolve(layer, input, zero).map((row, o) =>
        row.map((y) => affine.scale[o]! * y + affine.shift[o]! + 0),
      );
      const actual = convolve(foldAfter(layer, affine), input, zero).map((row) => row.map((y) => y + 0));
      expect(actual).toEqual(expected);
    }),
    { seed, numRuns: 200 },
  );
});

test('a transposed convolution in groups has its output channels on axis 1', () => {
  fc.assert(
    fc.property(layerOf([4, 3, 1], 6), parametersOf(6), values(4), (layer, parameters, input) => {
      const affine = scaleAndShift(parameters);
      const expected = transposed(layer, input, 2).map((y, o) => affine.scale[o]! * y + affine.shift[o]! + 0);
      const folded = foldAfter(layer, affine, 1, 2);
      expect(transposed(folded, input, 2).map((y) => y + 0)).toEqual(expected);
    }),
    { seed, numRuns: 200 },
  );
});

test('a convolution folded with the batch norm before it needs another padding', () => {
  fc.assert(
    fc.property(layerOf([3, 2, 3], 3), parametersOf(2), signal, (layer, drawn, input) => {
      // Gammas that are powers of two keep the padding exact.
      const affine = scaleAndShift({ ...drawn, gamma: [2, -0.5] });
      const padding = paddingBefore(affine);
      const normalized = input.map((row, i) => row.map((x) => affine.scale[i]! * x + affine.shift[i]!));
      const expected = convolve(layer, normalized, zero).map((row) => row.map((y) => y + 0));
      const folded = foldBefore(layer, affine);
      expect(convolve(folded, input, (i) => padding[i]!).map((row) => row.map((y) => y + 0))).toEqual(
        expected,
      );
    }),
    { seed, numRuns: 200 },
  );
});
