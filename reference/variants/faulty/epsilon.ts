import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import { roundToFloat16 } from '../skeleton/round-to-format.ts';

const f = Math.fround;

/** The skeleton's invStd with another epsilon than the one asked for. */
const withEpsilon = (used: (epsilon: number) => number): Pick<typeof sound, 'invStd'> => ({
  invStd: (variance, epsilon, steps) => sound.invStd(variance, f(used(epsilon)), steps),
});

/** Faults in where and how epsilon enters. */
export const epsilonFaults: readonly Variant[] = [
  defineVariant({
    id: 'epsilon-outside-root',
    kind: 'faulty',
    symptom: 'Epsilon is added to the standard deviation, outside the root.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'keras commit 2d183db037, ncnn PR #311',
    steps: { invStd: (variance, epsilon) => f(1 / f(f(Math.sqrt(variance)) + epsilon)) },
  }),
  defineVariant({
    id: 'epsilon-inside-and-outside-root',
    kind: 'faulty',
    symptom: 'Epsilon is added inside the root and again outside.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'keras commits 54691f9be0 and 3108e9194c',
    steps: { invStd: (variance, epsilon) => f(1 / f(f(Math.sqrt(f(variance + epsilon))) + epsilon)) },
  }),
  defineVariant({
    id: 'epsilon-ignored',
    kind: 'faulty',
    symptom: 'Epsilon is never added.',
    breaks: 'BN-TRAIN-OUTPUT',
    steps: withEpsilon(() => 0),
  }),
  defineVariant({
    id: 'epsilon-hard-coded',
    kind: 'faulty',
    symptom: 'Epsilon is 1e-5 whatever the call says.',
    breaks: 'BN-TRAIN-SCALE',
    evidence: 'onnx commit 8b3f7e2e7, sonnet commit da28ab5',
    steps: withEpsilon(() => 1e-5),
  }),
  defineVariant({
    id: 'epsilon-added-twice',
    kind: 'faulty',
    symptom: 'Epsilon is added to the variance twice.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'chainer #4505',
    steps: withEpsilon((epsilon) => epsilon + epsilon),
  }),
  defineVariant({
    id: 'epsilon-as-lower-limit',
    kind: 'faulty',
    symptom: 'The variance is raised to epsilon where it is smaller, and epsilon is not added.',
    breaks: 'BN-TRAIN-OUTPUT',
    steps: { invStd: (variance, epsilon, steps) => sound.invStd(Math.max(variance, epsilon), 0, steps) },
  }),
  defineVariant({
    id: 'epsilon-in-float16',
    kind: 'faulty',
    symptom: 'Epsilon is rounded to float16, and a small one becomes 0.',
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'pytorch #32137, coremltools (epsilon typed as the tensor)',
    steps: withEpsilon(roundToFloat16),
  }),
  defineVariant({
    id: 'epsilon-zero-taken-as-absent',
    kind: 'faulty',
    symptom: 'An epsilon of 0 is replaced by 1e-5.',
    breaks: 'BN-EDGE-EPSILON-ZERO',
    steps: withEpsilon((epsilon) => epsilon || 1e-5),
  }),
  defineVariant({
    id: 'epsilon-silently-raised',
    kind: 'faulty',
    symptom: 'An epsilon below 1.001e-5 is raised to that, and no floor is declared.',
    breaks: 'BN-EDGE-EPSILON-ZERO',
    evidence: 'tensorflow #37768',
    steps: withEpsilon((epsilon) => Math.max(epsilon, 1.001e-5)),
  }),
  defineVariant({
    id: 'epsilon-missing-in-inference',
    kind: 'faulty',
    symptom: 'Inference does not add epsilon to the running variance.',
    breaks: 'BN-INFER-OUTPUT',
    evidence: 'chainer #855, nntrainer #771',
    steps: {
      runningStatistics: (channel, steps) => sound.runningStatistics({ ...channel, epsilon: 0 }, steps),
    },
  }),
  defineVariant({
    id: 'epsilon-recomputed-in-backward',
    kind: 'faulty',
    symptom: 'The training gradient uses an epsilon of 1e-5 of its own.',
    breaks: 'BN-GRAD-INPUT',
    evidence: 'tinygrad commit 983ad3bd95',
    steps: {
      gradientStatistics: (channel, steps) => steps.batchStatistics({ ...channel, epsilon: f(1e-5) }, steps),
    },
  }),
];
