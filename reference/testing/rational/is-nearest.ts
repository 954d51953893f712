import type { Dtype } from '../../../spec/contract.ts';
import { type Quadratic, signOf } from './quadratic.ts';
import { minus, plus, type Rational, rational, times } from './rational.ts';

const half: Rational = { n: 1n, d: 2n };
const view = new DataView(new ArrayBuffer(8));

/**
 * True where `value` is the number of the format nearest to the exact one, ties to even: a direct test of the definition,
 * by comparing with the middles between the value and its two neighbours. Zero must be +0.
 */
export function isNearest(exact: Quadratic, value: number, dtype: Dtype): boolean {
  if (Number.isNaN(value) || Object.is(value, -0)) return false;
  if (dtype === 'float32' && Math.fround(value) !== value) return false;
  const size = Math.abs(value);
  const mirrored =
    value < 0 ? { ...exact, a: minus({ n: 0n, d: 1n }, exact.a), b: opposite(exact.b) } : exact;
  const bits = bitsOf(size, dtype);
  const below = size === 0 ? opposite(numberOf(1n, dtype)) : numberOf(bits - 1n, dtype);
  const least = comparison(mirrored, middle(below, numberOf(bits, dtype)));
  if (size === Number.POSITIVE_INFINITY) return least >= 0;
  const most = comparison(mirrored, middle(numberOf(bits, dtype), numberOf(bits + 1n, dtype)));
  return bits % 2n === 0n ? least >= 0 && most <= 0 : least > 0 && most < 0;
}

function comparison(exact: Quadratic, bound: Rational): number {
  return signOf({ ...exact, a: minus(exact.a, bound) });
}

const middle = (a: Rational, b: Rational) => times(plus(a, b), half);
const opposite = ({ n, d }: Rational): Rational => ({ n: -n, d });

function bitsOf(value: number, dtype: Dtype): bigint {
  view.setFloat64(0, value);
  if (dtype === 'float64') return view.getBigUint64(0);
  view.setFloat32(0, value);
  return BigInt(view.getUint32(0));
}

/** The number with these bits; infinity counts as the power of two that it stands in for. */
function numberOf(bits: bigint, dtype: Dtype): Rational {
  if (dtype === 'float64') {
    view.setBigUint64(0, bits);
    const value = view.getFloat64(0);
    return value === Number.POSITIVE_INFINITY ? { n: 1n << 1024n, d: 1n } : rational(value);
  }
  view.setUint32(0, Number(bits));
  const value = view.getFloat32(0);
  return value === Number.POSITIVE_INFINITY ? { n: 1n << 128n, d: 1n } : rational(value);
}
