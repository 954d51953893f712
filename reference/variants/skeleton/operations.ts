import type { Tensor } from '../../../spec/contract.ts';
import type { Layout } from '../../../spec/layout.ts';
import { gather } from './gather.ts';
import { mapValues } from './map-values.ts';
import type { Channel, ChannelGradient, NormalizedChannel, Numbers } from './steps.ts';
import type { Operations, SingleRequest, Statistics, Steps } from './steps.ts';
import { withStatistics } from './with-statistics.ts';

/** The four single operations that the steps make up; each throws a sentence on bad arguments. */
export function createOperations(steps: Steps): Operations {
  return {
    training: (request) => {
      steps.check(request);
      const { input, exponentialAverageFactor, ...rest } = request;
      const factor = Math.fround(exponentialAverageFactor);
      const layout = steps.layoutOf(input.shape, request.channelAxis);
      const output = steps.allocate(input.data.length);
      const runningMean = Float32Array.from(rest.runningMean);
      const runningVariance = Float32Array.from(rest.runningVariance);
      if (layout.m === 0) {
        return {
          output: { shape: [...input.shape], data: output },
          runningMean: runningMean.map((old) => steps.afterEmptyBatch(old, factor)),
          runningVariance: runningVariance.map((old) => steps.afterEmptyBatch(old, factor)),
        };
      }
      const batchMean = new Float32Array(layout.channels);
      const batchVariance = new Float32Array(layout.channels);
      const invStd = new Float32Array(layout.channels);
      for (const channel of channelsOf(steps, request, layout)) {
        const c = channel.index;
        const statistics = steps.batchStatistics(channel, steps);
        const normalized = withStatistics(channel, statistics);
        scatter(steps, layout, c, output, outputOf(steps, normalized, steps.normalizeInTraining));
        batchMean[c] = statistics.mean;
        batchVariance[c] = statistics.variance;
        invStd[c] = statistics.invStd;
        runningMean[c] = steps.nextRunningMean(runningMean[c]!, normalized, factor, steps);
        runningVariance[c] = steps.nextRunningVariance(runningVariance[c]!, normalized, factor, steps);
      }
      const shape = [...input.shape];
      return {
        output: { shape, data: output },
        batchMean,
        batchVariance,
        invStd,
        runningMean,
        runningVariance,
      };
    },

    inference: (request) => {
      steps.check(request);
      const { input } = request;
      const layout = steps.layoutOf(input.shape, request.channelAxis);
      const output = steps.allocate(input.data.length);
      for (const channel of channelsOf(steps, request, layout)) {
        const normalized = withStatistics(channel, runningStatisticsOf(steps, request, channel));
        scatter(steps, layout, channel.index, output, outputOf(steps, normalized, steps.normalize));
      }
      return { output: { shape: [...input.shape], data: output } };
    },

    trainingGradient: (request) => {
      steps.check(request);
      return gradient(steps, request, (channel, g) =>
        steps.trainingBackward(withStatistics(channel, steps.gradientStatistics(channel, steps)), g, steps),
      );
    },

    inferenceGradient: (request) => {
      steps.check(request);
      return gradient(steps, request, (channel, g) =>
        steps.inferenceBackward(
          withStatistics(channel, runningStatisticsOf(steps, request, channel)),
          g,
          steps,
        ),
      );
    },
  };
}

function channelsOf(steps: Steps, request: SingleRequest, layout: Layout): Channel[] {
  return Array.from({ length: layout.channels }, (_, index) => ({
    index,
    layout,
    input: request.input,
    x: gather(request.input, layout, index, steps.positionOf),
    gamma: steps.gammaOf(request, index),
    beta: steps.betaOf(request, index),
    epsilon: Math.fround(request.epsilon),
  }));
}

function runningStatisticsOf(
  steps: Steps,
  request: { readonly runningMean: Numbers; readonly runningVariance: Numbers },
  channel: Channel,
): Statistics {
  const { index, layout, input, x, gamma, beta, epsilon } = channel;
  const runningMean = request.runningMean[index]!;
  const runningVariance = request.runningVariance[index]!;
  const known = { index, layout, input, x, gamma, beta, epsilon, runningMean, runningVariance };
  return steps.runningStatistics(known, steps);
}

function outputOf(steps: Steps, channel: NormalizedChannel, normalize: Steps['normalize']): Numbers {
  return mapValues(channel.x, (value, j) => normalize(value, channel, steps, j));
}

function gradient(
  steps: Steps,
  request: SingleRequest & { readonly gradOutput: Tensor },
  backward: (channel: Channel, g: Float32Array) => ChannelGradient,
) {
  const { input, gradOutput, gamma, beta, channelAxis } = request;
  const layout = steps.layoutOf(input.shape, channelAxis);
  const data = steps.allocate(input.data.length);
  const gradGamma = gamma && new Float32Array(layout.channels);
  const gradBeta = beta && new Float32Array(layout.channels);
  for (const channel of channelsOf(steps, request, layout)) {
    const c = channel.index;
    const gradients = backward(channel, gather(gradOutput, layout, c, steps.gradPositionOf));
    scatter(steps, layout, c, data, gradients.gradInput);
    if (gradGamma) gradGamma[c] = gradients.gradGamma;
    if (gradBeta) gradBeta[c] = gradients.gradBeta;
  }
  return { gradInput: { shape: [...input.shape], data }, gradGamma, gradBeta };
}

function scatter(steps: Steps, layout: Layout, channel: number, data: Float32Array, values: Numbers): void {
  for (let j = 0; j < values.length; j++) data[steps.positionOf(layout, channel, j)] = values[j]!;
}
