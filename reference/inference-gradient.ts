import type { Case, Conventions, ExpectedGradient } from '../spec/contract.ts';
import { layoutOf } from '../spec/layout.ts';
import { readChannel, writeChannel } from './channel.ts';
import { invStdOf, usedEpsilon } from './normalizer.ts';
import { sum } from './sum.ts';

/**
 * Gradients of sum(gradOutput * output) in inference mode, where the statistics are constants:
 * gradInput = gamma * r * g, gradGamma = sum(g * z), gradBeta = sum(g), with r and z as in inference.
 *
 * Special values of r are those of inference; gradGamma and gradBeta are 0 for an empty batch.
 */
export function inferenceGradient(given: Case, conventions: Conventions): ExpectedGradient {
  const layout = layoutOf(given.shape, given.channelAxis);
  const { channels, m } = layout;
  const epsilon = usedEpsilon(given.epsilon, conventions);

  const gradInput = new Float64Array(given.input.length);
  const gradGamma = new Float64Array(channels);
  const gradBeta = new Float64Array(channels);

  const x = new Float64Array(m);
  const g = new Float64Array(m);
  const gradX = new Float64Array(m);
  const products = new Float64Array(m);

  for (let c = 0; c < channels; c++) {
    readChannel(given.input, layout, c, x);
    readChannel(given.gradOutput, layout, c, g);
    const gamma = given.gamma?.[c] ?? 1;
    const mean = given.runningMean[c]!;

    // r = 1 / sqrt(runningVariance + epsilon);  z = (x - runningMean) * r
    const r = invStdOf(given.runningVariance[c]!, epsilon, conventions);
    for (let j = 0; j < m; j++) {
      const z = (x[j]! - mean) * r;
      products[j] = g[j]! * z;
      gradX[j] = gamma * r * g[j]!;
    }
    gradBeta[c] = sum(g);
    gradGamma[c] = sum(products);
    writeChannel(gradX, layout, c, gradInput);
  }
  return { gradInput, gradGamma, gradBeta };
}
