import type { Mismatch } from '../../spec/compare.ts';
import type { Case } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';

/** Where in a quantity a mismatch lies. */
export interface Place {
  /** Index along each axis; along the channels only for a vector with one entry per channel. */
  readonly index: readonly number[];
  /** Null where it cannot be told. */
  readonly channel: number | null;
}

/** Quantities of the shape of the input: output, inferenceOutput, gradInput. The others have one entry per channel. */
const TENSOR = /output$|gradInput$/i;

/** The place of a mismatch in the case that shows it: a multi-index, and the channel. */
export function locateMismatch(mismatch: Mismatch, given: Case): Place {
  const { at, quantity } = mismatch;
  const { channels, inner } = layoutOf(given.shape, given.channelAxis);
  const isTensor = TENSOR.test(quantity);
  if (isTensor && at < given.input.length) {
    return { index: multiIndex(at, given.shape), channel: Math.floor(at / inner) % channels };
  }
  return { index: [at], channel: !isTensor && at < channels ? at : null };
}

/** The index along each axis of a position in a dense row-major tensor. */
export function multiIndex(at: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  let rest = at;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
