import { describe, expect, test } from 'vitest';
import { roundToBfloat16, roundToFloat16, roundToFormat } from './round-to-format.ts';

/** Value of a finite bit pattern, by the definition of the format. */
function decode(bits: number, exponentBits: number, fractionBits: number): number {
  const exponent = bits >> fractionBits;
  const fraction = (bits & (2 ** fractionBits - 1)) / 2 ** fractionBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  return exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias);
}

const formats = [
  { name: 'float16', round: roundToFloat16, exponentBits: 5, fractionBits: 10 },
  { name: 'bfloat16', round: roundToBfloat16, exponentBits: 8, fractionBits: 7 },
];

describe.each(formats)('rounding to $name', ({ round, exponentBits, fractionBits }) => {
  const count = (2 ** exponentBits - 1) * 2 ** fractionBits;
  const finite = Array.from({ length: count }, (_, bits) => decode(bits, exponentBits, fractionBits));

  test('leaves every finite number of the format, of both signs, as it is', () => {
    const wrong = finite.filter(
      (value) => !Object.is(round(value), value) || !Object.is(round(-value), -value),
    );
    expect(wrong).toEqual([]);
  });

  test('takes the middle between two neighbours to the one with an even last bit', () => {
    const wrong = finite.slice(1).filter((value, bits) => {
      const even = bits % 2 === 0 ? finite[bits]! : value;
      return round((finite[bits]! + value) / 2) !== even;
    });
    expect(wrong).toEqual([]);
  });

  test('takes what lies next to the middle to the nearer neighbour', () => {
    const wrong = finite.slice(1).filter((value, bits) => {
      const low = finite[bits]!;
      return round(low + (value - low) * 0.499) !== low || round(low + (value - low) * 0.501) !== value;
    });
    expect(wrong).toEqual([]);
  });

  test('makes infinite what rounds beyond the largest number, and keeps NaN, infinities and -0', () => {
    const largest = finite.at(-1)!;
    const spacing = largest - finite.at(-2)!;
    expect(round(largest + 0.499 * spacing)).toBe(largest);
    expect(round(largest + 0.5 * spacing)).toBe(Number.POSITIVE_INFINITY);
    expect(round(-largest - spacing)).toBe(Number.NEGATIVE_INFINITY);
    expect(round(Number.NaN)).toBeNaN();
    expect(round(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(round(-0)).toBe(-0);
  });
});

test('with the parameters of float32 it is Math.fround', () => {
  const float32 = { precision: 24, minExponent: -126, maxExponent: 127 };
  let state = 1;
  const values = Array.from({ length: 20_000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * 2 ** ((state % 290) - 155);
  });
  const wrong = values.filter((value) => !Object.is(roundToFormat(value, float32), Math.fround(value)));
  expect(wrong).toEqual([]);
});
