import type { Case } from '../contract.ts';
import type { Layout } from '../layout.ts';
import { affineBound } from './affine.ts';
import type { Arithmetic } from './arithmetic.ts';
import { finiteOrInfinite, normalizedBound } from './normalized.ts';
import type { Scale } from './scale.ts';

/** Writes the bounds of one channel's output, normalized by a mean known to `dMean` and a scale. */
export function boundOutputs(
  bounds: Float64Array,
  given: Case,
  { outer, channels, inner }: Layout,
  c: number,
  mean: number,
  dMean: number,
  scale: Scale,
  arithmetic: Arithmetic,
): void {
  const gamma = given.gamma?.[c] ?? 1;
  const beta = given.beta?.[c] ?? 0;
  const largestScale = Math.max(1, scale.rHigh);
  for (let o = 0; o < outer; o++) {
    const start = (o * channels + c) * inner;
    for (let at = start; at < start + inner; at++) {
      const x = given.input[at]!;
      const normalized = normalizedBound(x, mean, dMean, scale, arithmetic);
      const folds = (Math.abs(x) + Math.abs(mean)) * largestScale;
      bounds[at] = finiteOrInfinite(affineBound(normalized, gamma, beta, folds, arithmetic));
    }
  }
}
