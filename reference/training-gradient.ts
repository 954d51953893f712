import type { Case, Conventions, ExpectedGradient } from '../spec/contract.ts';
import { layoutOf } from '../spec/layout.ts';
import { readChannel, writeChannel } from './channel.ts';
import { deviationsFrom, meanOf, meanSquareOf } from './moments.ts';
import { correctionFactor, invStdOf, normalizingVariance, usedEpsilon } from './normalizer.ts';
import { sum } from './sum.ts';

/**
 * Gradients of L = sum(gradOutput * output) in training mode, where mu and r depend on every x.
 *
 * From dz_i/dx_j = r (delta_ij - 1/m - t z_i z_j / m) follows, with g = dL/dy,
 *   gradInput = gamma * r * (g - mean(g) - t * z * mean(g * z)),
 * where t = 1 in the paper; see `varianceWeight` for the other conventions. One element per channel gives
 * gradInput 0. A channel with a NaN or an infinity, or a constant one with epsilon 0, gives NaN or infinite
 * gradients in that channel only. gradGamma and gradBeta are 0 for an empty batch.
 */
export function trainingGradient(given: Case, conventions: Conventions): ExpectedGradient {
  const layout = layoutOf(given.shape, given.channelAxis);
  const { channels, m } = layout;
  const epsilon = usedEpsilon(given.epsilon, conventions);

  const gradInput = new Float64Array(given.input.length);
  const gradGamma = new Float64Array(channels);
  const gradBeta = new Float64Array(channels);

  const x = new Float64Array(m);
  const g = new Float64Array(m);
  const z = new Float64Array(m);
  const products = new Float64Array(m);

  for (let c = 0; c < channels; c++) {
    readChannel(given.input, layout, c, x);
    readChannel(given.gradOutput, layout, c, g);
    const gamma = given.gamma?.[c] ?? 1;

    // mu, v, r and z as in training
    deviationsFrom(meanOf(x), x, z);
    const variance = normalizingVariance(meanSquareOf(z, products), m, conventions);
    const r = invStdOf(variance, epsilon, conventions);
    for (let j = 0; j < m; j++) {
      z[j] = z[j]! * r;
      products[j] = g[j]! * z[j]!;
    }
    // gradBeta = sum(g);  gradGamma = sum(g * z)
    gradBeta[c] = sum(g);
    gradGamma[c] = sum(products);
    // gradInput = gamma * r * (g - mean(g) - t * z * mean(g * z))
    const meanG = gradBeta[c]! / m;
    const meanGz = gradGamma[c]! / m;
    const t = varianceWeight(variance, m, epsilon, conventions);
    for (let j = 0; j < m; j++) {
      products[j] = gamma * r * (g[j]! - meanG - t * z[j]! * meanGz);
    }
    writeChannel(products, layout, c, gradInput);
  }
  return { gradInput, gradGamma, gradBeta };
}

/**
 * t = -(dr/dx_j) * m / (r^2 * z_j): how strongly r answers to the deviations.
 *
 * It is 1 for r = 1/sqrt(v + epsilon); times m/(m-1) where the normalizing variance is corrected; and times
 * (sigma + epsilon)/sigma where r = 1/(sigma + epsilon). At sigma = 0 every z is 0 and the term t * z is
 * taken as 0: the variance has its minimum there.
 */
function varianceWeight(variance: number, m: number, epsilon: number, conventions: Conventions): number {
  const correction = conventions.normalizingVarianceCorrection === 1 ? correctionFactor(m) : 1;
  if (conventions.epsilonPlacement === 'inside') return correction;
  const sigma = Math.sqrt(variance);
  return sigma === 0 ? 0 : correction * ((sigma + epsilon) / sigma);
}
