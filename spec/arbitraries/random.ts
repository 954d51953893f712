/**
 * A small deterministic source of random numbers that fills the arrays of a case.
 *
 * Every engine must give the same bytes for the same seed, so only operations that IEEE 754 and ECMAScript
 * define exactly are used: no logarithm, power, sine or cosine. That is why `normal` is a sum of uniform
 * numbers, and why `logUniform` is linear within each power of two.
 */

export interface Random {
  /** An integer from 0 to 2^32 - 1. */
  readonly uint32: () => number;
  /** A multiple of 2^-32 from 0 to below 1. */
  readonly uniform: () => number;
  /** An integer from `low` to `high`, both included; they may be at most 2^32 apart. */
  readonly integer: (low: number, high: number) => number;
  /** -1 or 1. */
  readonly sign: () => number;
  /** Mean 0, variance 1, between -3 and 3: the sum of three uniform numbers, bell-shaped without tails. */
  readonly normal: () => number;
  /** Positive, from `low` to `high` (both positive), each power of two between them equally often. */
  readonly logUniform: (low: number, high: number) => number;
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the items, which must not be empty. */
  readonly pick: <T>(items: readonly T[]) => T;
}

/** The source for a seed, of which the lowest 32 bits count; near seeds give unrelated numbers. */
export function randomFrom(seed: number): Random {
  const uint32 = smallFastCounter(seed);
  const uniform = () => uint32() * 2 ** -32;
  const integer = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uint32,
    uniform,
    integer,
    sign: () => (uint32() < 0x8000_0000 ? -1 : 1),
    normal: () => (uint32() + uint32() + uint32()) * 2 ** -31 - 3,
    logUniform: (low, high) => low * piecewiseExp2(uniform() * piecewiseLog2(high / low)),
    chance: (probability) => uniform() < probability,
    pick: (items) => items[integer(0, items.length - 1)]!,
  };
}

/** Doty-Humphrey's generator sfc32: three words of chaotic state and a counter, so no seed is a bad one. */
function smallFastCounter(seed: number): () => number {
  let a = seed | 0;
  let b = 0x9e37_79b9 | 0;
  let c = 0x243f_6a88;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // Twelve steps spread a one-bit difference of the seed over the whole state.
  for (let step = 0; step < 12; step++) {
    next();
  }
  return next;
}

const view = new DataView(new ArrayBuffer(8));

/** 2^floor(t) * (1 + t - floor(t)), for t from 0 to below 1023. */
function piecewiseExp2(t: number): number {
  const whole = Math.floor(t);
  view.setUint32(0, (whole + 1023) << 20);
  view.setUint32(4, 0);
  return view.getFloat64(0) * (1 + t - whole);
}

/** The inverse of piecewiseExp2, for ratio from 1. */
function piecewiseLog2(ratio: number): number {
  view.setFloat64(0, ratio);
  const whole = (view.getUint32(0) >>> 20) - 1023;
  view.setUint32(0, (view.getUint32(0) & 0x000f_ffff) | 0x3ff0_0000);
  return whole + view.getFloat64(0) - 1;
}
