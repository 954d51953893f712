/** What a NaN or an infinity in the input does to what is expected: never a finite number where it goes in. */
import type { Case } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';
import type { RawExpectations } from './expected-of-call.ts';

/** The case with zeros for what is not finite; the same case where all is. */
export function withoutPoison(given: Case): Case {
  if (given.input.every((x) => Number.isFinite(x))) return given;
  return { ...given, input: given.input.map((x) => (Number.isFinite(x) ? x : 0)) };
}

/**
 * Training of a channel with a NaN gives NaN throughout, and with an infinity nothing finite; nor does a running statistic that takes a
 * part of it stay finite. What the batch statistics show of it is left open.
 */
export function poisonedTraining(given: Case, clean: RawExpectations): RawExpectations {
  const layout = layoutOf(given.shape, given.channelAxis);
  const takesBatch = given.exponentialAverageFactor !== 0;
  for (let c = 0; c < layout.channels; c++) {
    const positions = Array.from({ length: layout.m }, (_, j) => positionOf(layout, c, j));
    if (positions.every((at) => Number.isFinite(given.input[at]))) continue;
    const hasNaN = positions.some((at) => Number.isNaN(given.input[at]));
    for (const [quantity, { values, bounds }] of Object.entries(clean)) {
      const isOutput = quantity === 'output';
      const notFinite = isOutput || (takesBatch && quantity.startsWith('running'));
      for (const at of isOutput ? positions : [c]) {
        values[at] = Number.NaN;
        bounds[at] = isOutput && hasNaN ? 0 : notFinite ? Number.NaN : Number.POSITIVE_INFINITY;
      }
    }
  }
  return clean;
}

/** In inference each spoils its own element. */
export function poisonedInference(
  given: Case,
  { values, bounds }: NonNullable<RawExpectations['output']>,
): RawExpectations {
  for (let at = 0; at < given.input.length; at++) {
    if (Number.isFinite(given.input[at])) continue;
    values[at] = Number.NaN;
    bounds[at] = Number.NaN;
  }
  return { output: { values, bounds } };
}
