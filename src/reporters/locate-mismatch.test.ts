import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutOf, positionOf } from '../../spec/layout.ts';
import { locateMismatch, multiIndex } from './locate-mismatch.ts';
import { anyCase } from './testing/generated-outcomes.ts';

const numbers = { expected: 0, actual: 1, error: 1, bound: 0.5, ratio: 2 };

test('the multi-index of a position leads back to it', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(shapes, fc.nat(), (shape, some) => {
      const at = some % shape.reduce((a, b) => a * b, 1);
      const back = multiIndex(at, shape).reduce(
        (position, index, axis) => position * shape[axis]! + index,
        0,
      );
      expect(back).toBe(at);
    }),
    { seed: 1 },
  );
});

test('an element of a tensor is told with its channel, as the layout has it', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(), fc.nat(), (given, someChannel, someElement) => {
      const layout = layoutOf(given.shape, given.channelAxis);
      fc.pre(given.input.length > 0);
      const channel = someChannel % layout.channels;
      const at = positionOf(layout, channel, someElement % layout.m);
      const place = locateMismatch({ quantity: 'gradInput', at, ...numbers }, given);
      expect(place.channel).toBe(channel);
      expect(place.index[given.channelAxis]).toBe(channel);
    }),
    { seed: 2 },
  );
});

test('an entry of a vector with one entry per channel is told by its channel', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(), (given, some) => {
      const { channels } = layoutOf(given.shape, given.channelAxis);
      fc.pre(channels > 0);
      const at = some % channels;
      const place = locateMismatch({ quantity: 'gradGamma', at, ...numbers }, given);
      expect(place).toEqual({ index: [at], channel: at });
    }),
    { seed: 3 },
  );
});
