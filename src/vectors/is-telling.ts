import type { Expectations, Expected, Vector } from './vector.ts';

/** Whether some wrong answer would be noticed: an element whose bound is smaller than what it bounds, a NaN that must come, or a refusal. */
export function isTelling({ validity, expected, request }: Vector): boolean {
  if (validity === 'invalid' || request.operation === 'sequence') return true;
  const all = Object.values(expected as Expectations);
  return all.some(isTellingPart) || all.every(({ values }) => values.length === 0);
}

/** A zero is told from what is wrong where its bound is below the size of a normalized value, which is about 1. */
function isTellingPart({ values, bounds }: Expected): boolean {
  return values.some((value, at) => {
    const bound = bounds[at]!;
    if (Number.isNaN(value)) return bound !== Number.POSITIVE_INFINITY;
    return bound < Math.abs(value) || (value === 0 && bound < 1);
  });
}
