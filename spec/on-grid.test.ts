import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from './arbitraries/cases.ts';
import type { Case } from './contract.ts';
import { layoutOf } from './layout.ts';
import { onGrid } from './on-grid.ts';

const seed = 23;
/** Every class of values: huge, tiny and subnormal ones too. */
const anyCase = cases({ maxElements: 200 });
const bits = fc.integer({ min: 2, max: 23 });

const channelOf = (given: Case, at: number) => {
  const { channels, inner } = layoutOf(given.shape, given.channelAxis);
  return Math.floor(at / inner) % channels;
};
const gridOf = (given: Case, width: number) =>
  onGrid(given.input, layoutOf(given.shape, given.channelAxis), width);

describe('values on a grid', () => {
  test('are whole numbers of a unit that is a power of two, and have at most the bits asked for', () => {
    fc.assert(
      fc.property(anyCase, bits, (given, width) => {
        const { unit, values } = gridOf(given, width);
        for (const u of unit) expect(Number.isInteger(Math.log2(u))).toBe(true);
        values.forEach((x, at) => {
          const count = x / unit[channelOf(given, at)]!;
          expect(Number.isInteger(count)).toBe(true);
          expect(Math.abs(count)).toBeLessThan(2 ** width);
        });
      }),
      { seed },
    );
  });

  test('stay finite and less than one unit from what they were', () => {
    fc.assert(
      fc.property(anyCase, bits, (given, width) => {
        const { unit, values } = gridOf(given, width);
        values.forEach((x, at) => {
          const distance = Math.abs(x - given.input[at]!);
          expect(distance).toBeLessThan(unit[channelOf(given, at)]!);
        });
      }),
      { seed },
    );
  });

  test('stay as they are when put on the same grid again', () => {
    fc.assert(
      fc.property(anyCase, bits, (given, width) => {
        const { values } = gridOf(given, width);
        expect(gridOf({ ...given, input: values }, width).values).toEqual(values);
      }),
      { seed },
    );
  });

  test('use the bits: the largest of a channel is at least half of the largest that fits', () => {
    fc.assert(
      fc.property(cases({ moderate: true, maxElements: 200 }), bits, (given, width) => {
        const { unit, values } = gridOf(given, width);
        const largest = unit.map(() => 0);
        values.forEach((x, at) => {
          const c = channelOf(given, at);
          largest[c] = Math.max(largest[c]!, Math.abs(x));
        });
        largest.forEach((x, c) => {
          expect(x === 0 || x >= 2 ** (width - 1) * unit[c]!).toBe(true);
        });
      }),
      { seed },
    );
  });
});

describe('sums that the laws need exact', () => {
  const exponent = fc.integer({ min: 4, max: 22 });
  const sign = fc.constantFrom(-1, 1);

  test('a shift of up to 2^22 units of an 11-bit grid is exact in float32', () => {
    fc.assert(
      fc.property(cases({ maxElements: 120 }), exponent, sign, (given, power, direction) => {
        const { unit, values } = gridOf(given, 11);
        values.forEach((x, at) => {
          const u = unit[channelOf(given, at)]!;
          // The property itself leaves channels with larger units as they are.
          if (u > 2 ** 100) return;
          const sum = x + direction * 2 ** power * u;
          expect(Math.fround(sum) === sum).toBe(true);
          expect(sum - direction * 2 ** power * u === x).toBe(true);
        });
      }),
      { seed },
    );
  });

  test('a step of up to 2^21 units of a 21-bit grid is exact in float32, both ways', () => {
    fc.assert(
      fc.property(
        cases({ maxElements: 120, moderate: true }),
        fc.integer({ min: 0, max: 21 }),
        (given, power) => {
          const { unit, values } = gridOf(given, 21);
          values.forEach((x, at) => {
            const h = 2 ** power * unit[channelOf(given, at)]!;
            expect(Math.fround(x + h) === x + h).toBe(true);
            expect(Math.fround(x - h) === x - h).toBe(true);
          });
        },
      ),
      { seed },
    );
  });
});
