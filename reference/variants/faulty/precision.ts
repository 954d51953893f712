import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import { roundToBfloat16, roundToFloat16, roundToFormat } from '../skeleton/round-to-format.ts';

const f = Math.fround;

/** Right formulas with too few bits or too small a range at one place. */
export const precisionFaults: readonly Variant[] = [
  defineVariant({
    id: 'sums-in-bfloat16',
    kind: 'faulty',
    symptom: 'All sums are accumulated in bfloat16.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'tinygrad commit e1f8c82938, coreai-torch PR #54',
    steps: { sum: (terms) => Array.from(terms).reduce((total, term) => roundToBfloat16(total + term), 0) },
  }),
  defineVariant({
    id: 'squares-in-float16',
    kind: 'faulty',
    symptom: 'Squared deviations are rounded to float16, where 256 squared is infinite.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'pytorch PR #126525, tensorflow #8535',
    steps: {
      variance: (x, mean, steps) => {
        const squares = Array.from(x, (value) => roundToFloat16(f(value - mean) * f(value - mean)));
        return f(steps.sum(squares, steps) / x.length);
      },
    },
  }),
  defineVariant({
    id: 'mean-in-bfloat16',
    kind: 'faulty',
    symptom: 'The batch mean is rounded to bfloat16.',
    breaks: 'BN-TRAIN-MOMENTS',
    steps: { mean: (x, steps) => roundToBfloat16(sound.mean(x, steps)) },
  }),
  defineVariant({
    id: 'statistics-clipped-to-float16-range',
    kind: 'faulty',
    symptom: 'Batch statistics are clipped to the range of float16, which ends at 65504.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'keras ops.moments (bfloat16 inputs)',
    steps: {
      mean: (x, steps) => clip(sound.mean(x, steps), 65504),
      variance: (x, mean, steps) => clip(sound.variance(x, mean, steps), 65504),
    },
  }),
  defineVariant({
    id: 'normalized-in-bfloat16',
    kind: 'faulty',
    symptom: 'The normalized value is rounded to bfloat16 before gamma and beta.',
    breaks: 'BN-TRAIN-OUTPUT',
    steps: {
      standardize: (x, channel, steps) => roundToBfloat16(sound.standardize(x, channel, steps)),
    },
  }),
  defineVariant({
    id: 'output-in-float16',
    kind: 'faulty',
    symptom: 'The output is rounded to float16.',
    breaks: 'BN-INFER-OUTPUT',
    steps: { normalize: (x, channel, steps, j) => roundToFloat16(sound.normalize(x, channel, steps, j)) },
  }),
  defineVariant({
    id: 'gamma-in-float16',
    kind: 'faulty',
    symptom: 'Gamma is rounded to float16.',
    breaks: 'BN-TRAIN-AFFINE',
    steps: { gammaOf: (request, channel) => roundToFloat16(sound.gammaOf(request, channel)) },
  }),
  defineVariant({
    id: 'running-statistics-in-bfloat16',
    kind: 'faulty',
    symptom: 'The updated running statistics are rounded to bfloat16.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    evidence: 'onnx reference evaluator, opset 15 (running statistics take the input type)',
    steps: {
      average: (old, batch, factor, steps) => roundToBfloat16(sound.average(old, batch, factor, steps)),
    },
  }),
  defineVariant({
    id: 'gradient-in-bfloat16',
    kind: 'faulty',
    symptom: 'The training gradInput is rounded to bfloat16.',
    breaks: 'BN-GRAD-INPUT',
    steps: { trainingGradInput: (terms, steps) => roundToBfloat16(sound.trainingGradInput(terms, steps)) },
  }),
  defineVariant({
    id: 'estimated-root-unrefined',
    kind: 'faulty',
    symptom: 'The reciprocal square root is a 12-bit estimate without a Newton step.',
    breaks: 'BN-TRAIN-STATISTICS',
    steps: {
      invStd: (variance, epsilon) =>
        roundToFormat(1 / Math.sqrt(f(variance + epsilon)), {
          precision: 12,
          minExponent: -126,
          maxExponent: 127,
        }),
    },
  }),
];

function clip(value: number, largest: number): number {
  return Math.min(Math.max(value, -largest), largest);
}
