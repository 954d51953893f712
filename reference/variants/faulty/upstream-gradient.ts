import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import type { Steps } from '../skeleton/steps.ts';

/** Both gradients of another gradOutput than the one given. */
const ofGradients = (change: (g: Float32Array) => Float32Array): Partial<Steps> => ({
  trainingBackward: (channel, g, steps) => sound.trainingBackward(channel, change(g), steps),
  inferenceBackward: (channel, g, steps) => sound.inferenceBackward(channel, change(g), steps),
});

/** Faults in the use of gradOutput. */
export const upstreamGradientFaults: readonly Variant[] = [
  defineVariant({
    id: 'grad-output-replaced-by-ones',
    kind: 'faulty',
    symptom: 'gradOutput is ignored and ones are used.',
    breaks: 'BN-GRAD-LINEAR',
    evidence: 'tfjs commit b18c484ba, MIOpen #104',
    steps: ofGradients((g) => g.map(() => 1)),
  }),
  defineVariant({
    id: 'grad-output-clipped',
    kind: 'faulty',
    symptom: 'gradOutput is clipped to the range from -1 to 1.',
    breaks: 'BN-GRAD-LINEAR',
    steps: ofGradients((g) => g.map((value) => Math.min(Math.max(value, -1), 1))),
  }),
  defineVariant({
    id: 'small-grad-output-dropped',
    kind: 'faulty',
    symptom: 'Elements of gradOutput below 2^-14, the smallest normal float16, are taken as 0.',
    breaks: 'BN-GRAD-LINEAR',
    steps: ofGradients((g) => g.map((value) => (Math.abs(value) < 2 ** -14 ? 0 : value))),
  }),
  defineVariant({
    id: 'grad-output-averaged',
    kind: 'faulty',
    symptom: 'Each element of gradOutput is replaced by the mean of its channel.',
    breaks: 'BN-GRAD-INPUT',
    evidence: 'MIOpen #104',
    steps: ofGradients((g) => g.map((_, __, all) => all.reduce((a, b) => a + b, 0) / all.length)),
  }),
];
