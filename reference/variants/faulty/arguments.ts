import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { checkArguments, type RuleName } from '../skeleton/check-arguments.ts';
import { layoutOf } from '../../../spec/layout.ts';
import type { float32Steps as sound } from '../skeleton/float32-steps.ts';

/** All rules but some. */
const without = (...rules: RuleName[]): Pick<typeof sound, 'check'> => ({
  check: (request) => checkArguments(request, rules),
});

/** Faults in refusing bad arguments. */
export const argumentFaults: readonly Variant[] = [
  defineVariant({
    id: 'parameter-lengths-unchecked',
    kind: 'faulty',
    symptom: 'Gamma and beta of a wrong length are accepted.',
    breaks: 'BN-ARGUMENTS',
    steps: without('gammaLength', 'betaLength'),
  }),
  defineVariant({
    id: 'running-lengths-unchecked',
    kind: 'faulty',
    symptom: 'Running statistics of a wrong length are accepted.',
    breaks: 'BN-ARGUMENTS',
    steps: without('runningLength'),
  }),
  defineVariant({
    id: 'input-length-unchecked',
    kind: 'faulty',
    symptom: 'An input with fewer values than its shape needs is accepted.',
    breaks: 'BN-ARGUMENTS',
    steps: without('dataLength'),
  }),
  defineVariant({
    id: 'grad-output-shape-unchecked',
    kind: 'faulty',
    symptom: 'A gradOutput of another shape than the input is accepted.',
    breaks: 'BN-ARGUMENTS',
    steps: without('gradOutput'),
  }),
  defineVariant({
    id: 'epsilon-unchecked',
    kind: 'faulty',
    symptom: 'An epsilon that is NaN, infinite or negative is accepted.',
    breaks: 'BN-ARGUMENTS',
    steps: without('epsilon'),
  }),
  defineVariant({
    id: 'factor-unchecked',
    kind: 'faulty',
    symptom: 'An exponential average factor outside 0 to 1 is accepted.',
    breaks: 'BN-ARGUMENTS',
    steps: without('factor'),
  }),
  defineVariant({
    id: 'scalar-accepted',
    kind: 'faulty',
    symptom: 'An input of rank 0 is accepted as one channel of one element.',
    breaks: 'BN-ARGUMENTS',
    steps: {
      check: (request) => {
        if (request.input.shape.length > 0) checkArguments(request);
      },
      layoutOf: (shape, channelAxis) =>
        shape.length > 0 ? layoutOf(shape, channelAxis) : { outer: 1, channels: 1, inner: 1, m: 1 },
    },
  }),
  defineVariant({
    id: 'channel-axis-clamped',
    kind: 'faulty',
    symptom: 'A channel axis beyond the last axis is taken as the last.',
    breaks: 'BN-ARGUMENTS',
    steps: {
      check: ({ channelAxis, ...request }) =>
        checkArguments({ ...request, channelAxis: Math.min(channelAxis, request.input.shape.length - 1) }),
      layoutOf: (shape, channelAxis) => layoutOf(shape, Math.min(channelAxis, shape.length - 1)),
    },
  }),
  defineVariant({
    id: 'half-updated-before-refusal',
    kind: 'faulty',
    symptom: 'A running variance of a wrong length is refused only after the running mean was overwritten.',
    breaks: 'BN-ARGUMENTS',
    around: ({ training }) => ({
      training: (request) => {
        if (request.runningVariance.length !== request.runningMean.length) {
          const { runningMean } = training({ ...request, runningVariance: request.runningMean });
          request.runningMean.set(runningMean);
        }
        return training(request);
      },
    }),
  }),
];
