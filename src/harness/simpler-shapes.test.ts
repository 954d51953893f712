import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';
import { keepChannels, simplerShapes } from './simpler-shapes.ts';
import { fits, smallCases } from './testing/cases.ts';

const seed = 71;

/** The channels of a case with their elements and parameters, as text. */
function channelsOf(given: Case): readonly string[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  return Array.from({ length: layout.channels }, (_, c) => {
    const elements = Array.from({ length: layout.m }, (_, j) => {
      const at = positionOf(layout, c, j);
      return `${given.input[at]}:${given.gradOutput[at]}`;
    });
    return [
      given.gamma?.[c],
      given.beta?.[c],
      given.runningMean[c],
      given.runningVariance[c],
      ...elements,
    ].join();
  });
}

describe('simpler shapes', () => {
  test('are valid cases: every array fits', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        for (const candidate of simplerShapes(given)) expect(fits(candidate)).toBe(true);
      }),
      { seed },
    );
  });

  test('have fewer elements, or the same as a plain matrix of rows and channels', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        for (const candidate of simplerShapes(given)) {
          const fewer = candidate.input.length < given.input.length;
          const flat = candidate.shape.length === 2 && candidate.channelAxis === 1;
          const isFlat = given.shape.length === 2 && given.channelAxis === 1;
          expect(fewer || (flat && !isFlat)).toBe(true);
        }
      }),
      { seed },
    );
  });

  test('hold nothing that was not there: each element stays in its channel, with its gradient', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        const there = new Set(channelsOf(given).map((channel) => channel.split(',').slice(0, 4).join()));
        for (const candidate of simplerShapes(given)) {
          for (const channel of channelsOf(candidate)) {
            expect(there.has(channel.split(',').slice(0, 4).join())).toBe(true);
          }
        }
      }),
      { seed, numRuns: 40 },
    );
  });

  test('keep whole channels, in the order asked for', () => {
    fc.assert(
      fc.property(smallCases, (given) => {
        const all = channelsOf(given);
        const kept = all.map((_, c) => c).filter((c) => (given.variation >> (c % 32)) % 2 === 0);
        expect(channelsOf(keepChannels(given, kept))).toEqual(kept.map((c) => all[c]));
      }),
      { seed },
    );
  });

  test('are none for a single element in a matrix', () => {
    const one = Float32Array.of(1);
    const given = fc.sample(smallCases, { seed, numRuns: 1 })[0]!;
    const smallest: Case = {
      ...given,
      ...{ shape: [1, 1], channelAxis: 1, input: one, gradOutput: one, gamma: null, beta: null },
      ...{ runningMean: one, runningVariance: one },
    };
    expect([...simplerShapes(smallest)]).toEqual([]);
  });
});
