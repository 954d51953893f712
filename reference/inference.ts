import type { Case, Conventions, ExpectedInference } from '../spec/contract.ts';
import { layoutOf } from '../spec/layout.ts';
import { readChannel, writeChannel } from './channel.ts';
import { invStdOf, usedEpsilon } from './normalizer.ts';

/**
 * Batch norm in inference mode, with the running statistics: y = gamma * (x - runningMean) * r + beta.
 *
 * r = 1/sqrt(runningVariance + epsilon); a negative radicand gives NaN, a zero one infinity, and an infinite
 * runningVariance gives beta for every finite x. NaN and infinities are passed on element by element.
 */
export function inference(given: Case, conventions: Conventions): ExpectedInference {
  const layout = layoutOf(given.shape, given.channelAxis);
  const { channels, m } = layout;
  const epsilon = usedEpsilon(given.epsilon, conventions);

  const output = new Float64Array(given.input.length);
  const x = new Float64Array(m);
  const y = new Float64Array(m);

  for (let c = 0; c < channels; c++) {
    readChannel(given.input, layout, c, x);
    const gamma = given.gamma?.[c] ?? 1;
    const beta = given.beta?.[c] ?? 0;
    const mean = given.runningMean[c]!;

    // r = 1 / sqrt(runningVariance + epsilon)
    const r = invStdOf(given.runningVariance[c]!, epsilon, conventions);
    // z = (x - runningMean) * r;  y = gamma * z + beta
    for (let j = 0; j < m; j++) {
      const z = (x[j]! - mean) * r;
      y[j] = gamma * z + beta;
    }
    writeChannel(y, layout, c, output);
  }
  return { output };
}
