/**
 * One pass over raw squares, E[x^2] - E[x]^2 in float32, is refused by these bounds, and by few elements.
 *
 * With kappa = |mean| / sigma, the squares and their sum are rounded by about u mean^2 = u kappa^2 v each, and the difference keeps that
 * error. The bound of the variance grows with kappa only: its largest term is 3 sqrt(v) (u f max|x| + dMean), at most
 * 7 u f kappa v where the deviations are small beside the mean. So error / bound grows like kappa / (7 f).
 */
import { expect, test } from 'vitest';
import { randomFrom } from '../arbitraries/random.ts';
import type { Layout } from '../layout.ts';
import { conventionsOf } from '../testing/paper-conventions.ts';
import { arithmeticOf } from './arithmetic.ts';
import { channelMoments } from './channel-moments.ts';
import { statisticsBound } from './statistics-bound.ts';
import { float32 } from './testing/simulated-arithmetic.ts';
import { type MomentsOf, onePassRaw, twoPass } from './testing/simulated-moments.ts';
import { summationsIn } from './testing/simulated-sums.ts';

const arithmetic = arithmeticOf('float32');
const conventions = conventionsOf();
const elements = [2, 3, 5];

/** Error over bound of the variance of many channels with this conditioning, from small to large. */
function ratiosAt(kappa: number, momentsOf: MomentsOf): readonly number[] {
  const random = randomFrom(kappa);
  const ratios = Array.from({ length: 300 }, (_, k) => {
    const m = elements[k % elements.length]!;
    const mean = random.sign() * random.logUniform(kappa, 2 * kappa);
    const x = Float32Array.from(
      { length: m },
      (__, j) => mean + (j % 2 === 0 ? 1 : -1) + random.normal() / 4,
    );
    const layout: Layout = { outer: m, channels: 1, inner: 1, m };
    const moments = channelMoments(x, layout, 0);
    const bound = statisticsBound(moments, 2 ** -20, conventions, arithmetic).variance;
    return Math.abs(momentsOf([...x]).variance - moments.variance) / bound;
  });
  return ratios.sort((a, b) => a - b);
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)]!;

/** 7 f(m) for the largest m here, and a factor of 2 for roundings that happen to be small. */
const share = 2 * 7 * arithmetic.growth(Math.max(...elements));

test.each([1e3, 1e4, 1e5, 1e6])(
  'a channel of 2 to 5 elements with kappa %d refuses it, by kappa over 14 f',
  (kappa) => {
    const ratios = ratiosAt(kappa, onePassRaw);
    expect(ratios.at(-1)).toBeGreaterThan(1);
    expect(ratios.at(-1)).toBeGreaterThan(kappa / share);
  },
);

test.each([1e4, 1e5, 1e6])('at kappa %d most channels refuse it', (kappa) => {
  expect(median(ratiosAt(kappa, onePassRaw))).toBeGreaterThan(1);
});

test.each([1e3, 1e4, 1e5, 1e6])('two passes stay within the bound at kappa %d', (kappa) => {
  expect(ratiosAt(kappa, twoPass(Math.fround, summationsIn(float32).sequential!)).at(-1)).toBeLessThanOrEqual(
    1,
  );
});
