import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import { gather } from '../skeleton/gather.ts';
import type { Steps } from '../skeleton/steps.ts';

const largest = (2 - 2 ** -23) * 2 ** 127;

/** Training and inference of other elements than the given ones. */
const ofElements = (change: (value: number) => number): Partial<Steps> => ({
  batchStatistics: (channel, steps) => sound.batchStatistics({ ...channel, x: channel.x.map(change) }, steps),
  normalize: (x, channel, steps, j) => sound.normalize(change(x), channel, steps, j),
});

/** Faults that need a NaN or an infinity to show. */
export const specialValueFaults: readonly Variant[] = [
  defineVariant({
    id: 'nan-leaks-into-next-channel',
    kind: 'faulty',
    symptom:
      'The channel before is multiplied by 0 and added, as masked lanes are: a NaN reaches the next channel.',
    breaks: 'BN-NAN-CONTAINMENT',
    steps: {
      batchStatistics: (channel, steps) => {
        const statistics = sound.batchStatistics(channel, steps);
        const { index, layout, input } = channel;
        const neighbour = index === 0 ? [] : [...gather(input, layout, index - 1)];
        const masked = neighbour.reduce((total, value) => total + 0 * value, 0);
        return { ...statistics, mean: statistics.mean + masked };
      },
    },
  }),
  defineVariant({
    id: 'nan-spreads-in-inference',
    kind: 'faulty',
    symptom: 'In inference a NaN or an infinity makes its whole channel NaN.',
    breaks: 'BN-NAN-CONTAINMENT',
    steps: {
      runningStatistics: (channel, steps) => {
        const running = sound.runningStatistics(channel, steps);
        return { ...running, mean: running.mean + channel.x.reduce((total, value) => total + 0 * value, 0) };
      },
    },
  }),
  defineVariant({
    id: 'nan-replaced-by-zero',
    kind: 'faulty',
    symptom: 'A NaN in the input is taken as 0.',
    breaks: 'BN-NAN-CONTAINMENT',
    steps: ofElements((value) => (Number.isNaN(value) ? 0 : value)),
  }),
  defineVariant({
    id: 'infinities-clamped',
    kind: 'faulty',
    symptom: 'Infinities in the input are taken as the largest finite number.',
    breaks: 'BN-NAN-CONTAINMENT',
    steps: ofElements((value) =>
      Math.abs(value) === Number.POSITIVE_INFINITY ? Math.sign(value) * largest : value,
    ),
  }),
  defineVariant({
    id: 'nan-left-out-of-the-statistics',
    kind: 'faulty',
    symptom: 'Statistics leave NaN elements out, so that the others of their channel are finite.',
    breaks: 'BN-NAN-CONTAINMENT',
    steps: {
      batchStatistics: (channel, steps) =>
        sound.batchStatistics({ ...channel, x: channel.x.filter((value) => !Number.isNaN(value)) }, steps),
    },
  }),
];
