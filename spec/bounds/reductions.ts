import type { Case } from '../contract.ts';
import type { Layout } from '../layout.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type BoundTerm, scaledTerms } from './bound-term.ts';
import { normalizedBound, normalizedTerms } from './normalized.ts';
import type { Scale } from './scale.ts';

/**
 * P = mean(g) and Q = mean(g z) of one channel, with the bounds of their errors:
 *
 *   dP  <= u (f + 3) mean|g|
 *   dQ  <= mean(|g| dz) + u (f + 4) mean(|g| (|z| + dz)) + u f mean(|g| (|x| + |mean|)) r      (the last: sum(g x) - mean sum(g))
 *
 * and underflow. gradGamma = m Q and gradBeta = m P, rounded twice more.
 */
export interface Reductions {
  readonly P: number;
  readonly dP: number;
  readonly Q: number;
  readonly dQ: number;
  /** What the finite ones of these are sums of. */
  readonly dPTerms: readonly BoundTerm[];
  readonly dQTerms: readonly BoundTerm[];
  readonly maxAbsGradient: number;
}

const nothing: Reductions = { P: 0, dP: 0, Q: 0, dQ: 0, dPTerms: [], dQTerms: [], maxAbsGradient: 0 };

/** Of a channel normalized by a mean known to `dMean` and a scale; infinite where sums of a sound subject may overflow. */
export function reductionsOf(
  given: Case,
  layout: Layout,
  c: number,
  mean: number,
  dMean: number,
  scale: Scale,
  arithmetic: Arithmetic,
): Reductions {
  const { u, eta, largest } = arithmetic;
  const { m } = layout;
  if (m === 0) return nothing;
  const f = arithmetic.growth(m);
  const sums = sumsOf(given, layout, c, mean, dMean, scale, arithmetic);
  const { sum, sumAbs, sumZ, sumAbsZ, sumZOnly, sumFolded, maxFolded, maxAbsGradient, parts } = sums;
  const sumDz = parts.centring + parts.scale + parts.rounding + parts.folding + parts.underflow;
  const products = u * (f + 4) * (sumAbsZ + sumDz);
  const folded = arithmetic.conditioned ? u * f * sumFolded * scale.rHigh : 0;
  const summation = (u * (f + 3) * sumAbs) / m;
  const underflow = eta * (4 + 4 * scale.rHigh + sumZOnly / m);
  const inRange = Math.max(sumAbs, sumFolded, maxFolded) * Math.max(1, scale.rHigh) < largest / 8;
  return {
    P: sum / m,
    dP: sumAbs < largest / 8 ? summation + 3 * eta : Number.POSITIVE_INFINITY,
    Q: sumZ / m,
    dQ: inRange ? (sumDz + products + folded) / m + underflow : Number.POSITIVE_INFINITY,
    dPTerms: [
      { name: 'summation', value: summation },
      { name: 'underflow', value: 3 * eta },
    ],
    dQTerms: [
      ...scaledTerms(normalizedTerms(parts), 1 / m),
      { name: 'summation of products', value: products / m },
      { name: 'cancellation in sums of g x and g', value: folded / m },
      { name: 'underflow', value: underflow },
    ],
    maxAbsGradient,
  };
}

/** What is added up over a channel; a function of its own, since the rest of the above would slow its loop down until it is compiled. */
function sumsOf(
  given: Case,
  { outer, channels, inner }: Layout,
  c: number,
  mean: number,
  dMean: number,
  scale: Scale,
  arithmetic: Arithmetic,
) {
  let sum = 0;
  let sumAbs = 0;
  let sumZ = 0;
  let sumAbsZ = 0;
  let sumZOnly = 0;
  let sumFolded = 0;
  let maxFolded = 0;
  let maxAbsGradient = 0;
  let centring = 0;
  let ofScale = 0;
  let rounding = 0;
  let folding = 0;
  let underflow = 0;
  for (let o = 0; o < outer; o++) {
    const start = (o * channels + c) * inner;
    for (let at = start; at < start + inner; at++) {
      const g = given.gradOutput[at]!;
      const x = given.input[at]!;
      const size = Math.abs(g);
      const normalized = normalizedBound(x, mean, dMean, scale, arithmetic);
      const product = g * normalized.z;
      sum += g;
      sumAbs += size;
      sumZ += product;
      sumAbsZ += Math.abs(product);
      sumZOnly += Math.abs(normalized.z);
      centring += size * normalized.centring;
      ofScale += size * normalized.scale;
      rounding += size * normalized.rounding;
      folding += size * normalized.folding;
      underflow += size * normalized.underflow;
      const folded = Math.abs(x) + Math.abs(mean);
      sumFolded += size * folded;
      maxFolded = Math.max(maxFolded, folded);
      maxAbsGradient = Math.max(maxAbsGradient, size);
    }
  }
  const parts = { centring, scale: ofScale, rounding, folding, underflow };
  return { sum, sumAbs, sumZ, sumAbsZ, sumZOnly, sumFolded, maxFolded, maxAbsGradient, parts };
}

/** The terms of gradGamma = m Q or gradBeta = m P, given those of the mean. */
export function gradientSumTerms(
  mean: number,
  terms: readonly BoundTerm[],
  m: number,
  { u }: Arithmetic,
): readonly BoundTerm[] {
  return [...scaledTerms(terms, m), { name: 'rounding of the result', value: 2 * u * m * Math.abs(mean) }];
}
