import type { Case, Conventions, ExpectedTraining } from '../spec/contract.ts';
import { layoutOf } from '../spec/layout.ts';
import { readChannel, writeChannel } from './channel.ts';
import { deviationsFrom, meanOf, meanSquareOf } from './moments.ts';
import { invStdOf, normalizingVariance, usedEpsilon } from './normalizer.ts';
import { updatedStatistics } from './running-statistics.ts';

/**
 * Batch norm in training mode, with the statistics of the batch and the updated running statistics.
 *
 * A channel that holds a NaN or an infinity gives NaN outputs, and so does a constant channel with epsilon 0
 * (0 times infinity); no channel ever touches another. An empty batch gives no output and NaN statistics.
 */
export function training(given: Case, conventions: Conventions): ExpectedTraining {
  const layout = layoutOf(given.shape, given.channelAxis);
  const { channels, m } = layout;
  const epsilon = usedEpsilon(given.epsilon, conventions);

  const output = new Float64Array(given.input.length);
  const batchMean = new Float64Array(channels);
  const batchVariance = new Float64Array(channels);
  const invStd = new Float64Array(channels);
  const runningMean = new Float64Array(channels);
  const runningVariance = new Float64Array(channels);

  const x = new Float64Array(m);
  const deviation = new Float64Array(m);
  const y = new Float64Array(m);

  for (let c = 0; c < channels; c++) {
    readChannel(given.input, layout, c, x);
    const gamma = given.gamma?.[c] ?? 1;
    const beta = given.beta?.[c] ?? 0;

    // mu = sum(x) / m
    const mean = meanOf(x);
    // v = sum((x - mu)^2) / m
    deviationsFrom(mean, x, deviation);
    const variance = meanSquareOf(deviation, y);
    // r = 1 / sqrt(v + epsilon)
    const r = invStdOf(normalizingVariance(variance, m, conventions), epsilon, conventions);
    // z = (x - mu) * r;  y = gamma * z + beta
    for (let j = 0; j < m; j++) {
      const z = deviation[j]! * r;
      y[j] = gamma * z + beta;
    }
    writeChannel(y, layout, c, output);

    const batch = { mean: mean.high + mean.low, variance };
    batchMean[c] = batch.mean;
    batchVariance[c] = batch.variance;
    invStd[c] = r;

    // running = (1 - a) * running + a * batch
    const old = { mean: given.runningMean[c]!, variance: given.runningVariance[c]! };
    const updated = updatedStatistics(old, batch, given.exponentialAverageFactor, m, conventions);
    runningMean[c] = updated.mean;
    runningVariance[c] = updated.variance;
  }
  return { output, batchMean, batchVariance, invStd, runningMean, runningVariance };
}
