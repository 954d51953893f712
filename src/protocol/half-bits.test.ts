import { describe, expect, test } from 'vitest';
import { roundToHalf } from '../../spec/half-formats.ts';
import { halfFromBits, halfToBits } from './half-bits.ts';

const all = Array.from({ length: 2 ** 16 }, (_, bits) => bits);

describe.each(['float16', 'bfloat16'] as const)('%s', (dtype) => {
  test('all 65536 patterns go there and back, NaN to one NaN, and each number is one of the format', () => {
    const wrong = all.filter((bits) => {
      const value = halfFromBits(bits, dtype);
      if (Number.isNaN(value)) return !Number.isNaN(halfFromBits(halfToBits(value, dtype), dtype));
      return halfToBits(value, dtype) !== bits || !Object.is(roundToHalf(value, dtype), value);
    });
    expect(wrong).toEqual([]);
  });

  test('between two neighbours lies nothing: the middle rounds to the one whose last bit is 0', () => {
    const infinity = halfToBits(Number.POSITIVE_INFINITY, dtype);
    const wrong = all.slice(0, infinity - 1).filter((bits) => {
      const [low, high] = [halfFromBits(bits, dtype), halfFromBits(bits + 1, dtype)];
      const middle = low / 2 + high / 2;
      if (Math.fround(middle) !== middle) return false;
      return (
        roundToHalf(middle, dtype) !== (bits % 2 === 0 ? low : high) ||
        roundToHalf(-middle, dtype) !== (bits % 2 === 0 ? -low : -high)
      );
    });
    expect(wrong).toEqual([]);
  });
});

test('some numbers by their bits', () => {
  expect([0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400].map((bits) => halfFromBits(bits, 'float16'))).toEqual([
    1,
    -2,
    65504,
    2 ** -24,
    2 ** -14,
  ]);
  expect([0x3f80, 0xc000, 0x7f7f, 0x0080].map((bits) => halfFromBits(bits, 'bfloat16'))).toEqual([
    1,
    -2,
    (2 - 2 ** -7) * 2 ** 127,
    2 ** -126,
  ]);
});
