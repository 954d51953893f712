import { layoutOf, positionOf } from '../../../spec/layout.ts';
import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';

/** Faults in which elements belong to which channel. */
export const layoutFaults: readonly Variant[] = [
  defineVariant({
    id: 'channels-last-read-as-channels-first',
    kind: 'faulty',
    symptom: 'Memory is read as if the channels were on axis 1, wherever they are.',
    breaks: 'BN-LAYOUT',
    evidence: 'chainer PR #8497, tensorflow/tfjs#1106',
    steps: {
      layoutOf: (shape, channelAxis) => {
        const { channels, m } = layoutOf(shape, channelAxis);
        const outer = channelAxis === 0 || m === 0 ? 1 : shape[0]!;
        return { outer, channels, inner: m / outer, m };
      },
    },
  }),
  defineVariant({
    id: 'rank-2-read-transposed',
    kind: 'faulty',
    symptom: 'An input of rank 2 is read as one row of channels with the batch as its width.',
    breaks: 'BN-RESHAPE',
    evidence: 'oneDNN commit 39df14d87e, MIOpen #1109',
    steps: {
      layoutOf: (shape, channelAxis) => {
        const { channels, m, ...rest } = layoutOf(shape, channelAxis);
        return shape.length === 2 ? { outer: 1, channels, inner: m, m } : { ...rest, channels, m };
      },
    },
  }),
  defineVariant({
    id: 'rank-5-loses-its-last-axis',
    kind: 'faulty',
    symptom: 'An input of rank 5 is read as rank 4: the size of its last axis is not counted.',
    breaks: 'BN-RESHAPE',
    steps: {
      layoutOf: (shape, channelAxis) => layoutOf(channelAxis < 4 ? shape.slice(0, 4) : shape, channelAxis),
    },
  }),
  defineVariant({
    id: 'grad-output-read-channels-last',
    kind: 'faulty',
    symptom: 'gradOutput is read as channels-last although the input is channels-first.',
    breaks: 'BN-GRAD-INPUT',
    evidence: 'pytorch #64039, pytorch #175189',
    steps: {
      gradPositionOf: ({ channels, inner }, channel, j) => {
        const outer = Math.floor(j / inner);
        return (outer * inner + (j % inner)) * channels + channel;
      },
    },
  }),
  defineVariant({
    id: 'positions-in-eight-bits',
    kind: 'faulty',
    symptom: 'Positions wrap around after 256 elements, as 32-bit ones do in large tensors.',
    needsElements: { least: 257, because: 'only the position after 255 wraps around' },
    breaks: 'BN-TRAIN-OUTPUT',
    evidence: 'tensorflow PR #38440, oneDNN commit 329f590950',
    steps: { positionOf: (layout, channel, j) => positionOf(layout, channel, j) & 0xff },
  }),
  defineVariant({
    id: 'tail-of-the-channels-without-beta',
    kind: 'faulty',
    symptom: 'With more than 8 channels, those after the last whole block of 8 get no beta.',
    breaks: 'BN-CHANNEL-PERMUTATION',
    evidence: 'oneDNN commit 4910ce31c4',
    steps: {
      betaOf: (request, channel) => {
        const channels = request.input.shape[request.channelAxis]!;
        const tail = channels > 8 && channel >= channels - (channels % 8);
        return tail ? 0 : sound.betaOf(request, channel);
      },
    },
  }),
  defineVariant({
    id: 'last-odd-element-not-normalized',
    kind: 'faulty',
    symptom: 'With an odd number of elements above 1, the last one is passed through.',
    breaks: 'BN-TRAIN-PERMUTATION',
    steps: {
      normalize: (x, channel, steps, j) => {
        const m = channel.x.length;
        return m > 1 && m % 2 === 1 && j === m - 1 ? x : sound.normalize(x, channel, steps, j);
      },
    },
  }),
];
