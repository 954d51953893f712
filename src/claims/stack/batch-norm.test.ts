import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { Request, Result, Subject, Values } from '../../../spec/contract.ts';
import { profiles } from '../../../spec/conventions.ts';
import { layoutOf } from '../../../spec/layout.ts';
import { gradientFiniteDifference } from '../../../spec/properties/gradient-finite-difference.ts';
import { gradientInput } from '../../../spec/properties/gradient-input.ts';
import { inferenceOutput } from '../../../spec/properties/inference-output.ts';
import { trainingOutput } from '../../../spec/properties/training-output.ts';
import { trainingRunningVariance } from '../../../spec/properties/training-running-variance.ts';
import { propertyOptions } from '../../harness/testing/properties.ts';
import { runProperty } from '../../harness/run-property.ts';
import { createKernels } from '../../kernels/index.ts';
import { experimentBuild } from '../laboratory.ts';
import { type BatchNormKernels, batchNormLayer } from './batch-norm.ts';

const kernels = createKernels(experimentBuild());

/** The stack's layer as a subject of the suite: channels on axis 1, as the stack has them. */
function stackSubject(own: BatchNormKernels): Subject {
  const run = (request: Request): Result => {
    if (request.operation === 'sequence') return { steps: [] };
    const { shape, data } = request.input;
    const { outer, channels, inner } = layoutOf(shape, request.channelAxis);
    const a = 'exponentialAverageFactor' in request ? request.exponentialAverageFactor : 0;
    const options = { channels, inner, epsilon: request.epsilon, exponentialAverageFactor: a };
    const layer = batchNormLayer(options, own);
    const [gamma, beta] = layer.parameters;
    gamma!.values.set(request.gamma ?? new Float32Array(channels).fill(1));
    beta!.values.set(request.beta ?? new Float32Array(channels));
    if ('runningMean' in request) {
      layer.state.runningMean = Float32Array.from(request.runningMean);
      layer.state.runningVariance = Float32Array.from(request.runningVariance);
    }
    const mode = request.operation.startsWith('inference') ? 'inference' : 'training';
    const output = layer.forward(data as Float32Array, outer, mode);
    if ('gradOutput' in request) {
      const gradInput = layer.backward(request.gradOutput.data as Float32Array);
      const orNull = (given: Values | null, values: Float32Array) => (given === null ? null : values.slice());
      return {
        gradInput: { shape, data: gradInput },
        gradGamma: orNull(request.gamma, gamma!.gradient),
        gradBeta: orNull(request.beta, beta!.gradient),
      };
    }
    const result = { output: { shape, data: output } };
    return mode === 'inference' ? result : { ...result, ...layer.state };
  };
  const { conventions } = profiles.find(({ id }) => id === 'paper')!;
  const operations = ['training', 'inference', 'trainingGradient', 'inferenceGradient'] as const;
  return { name: 'stack', dtype: 'float32', operations, conventions, run };
}

const options = {
  ...propertyOptions,
  oracle: referenceOracle,
  exactOracle: referenceOracle,
  runs: 25,
  seed: 5,
};

const properties = [
  gradientFiniteDifference,
  gradientInput,
  inferenceOutput,
  trainingOutput,
  trainingRunningVariance,
];

describe('the layer of the stack is held to the suite', () => {
  test.each(properties)('$requirement', async (property) => {
    expect(await runProperty(property, stackSubject(kernels), options)).toMatchObject({ outcome: 'passed' });
  });

  test('which sees one whose gradient takes the statistics for constants', async () => {
    const wrong: BatchNormKernels = {
      ...kernels,
      trainingGradient: (given) => {
        const { batchMean, batchVariance } = kernels.training({
          ...given,
          runningMean: new Float32Array(given.input.shape[given.channelAxis]!),
          runningVariance: new Float32Array(given.input.shape[given.channelAxis]!),
          exponentialAverageFactor: 0,
        });
        return kernels.inferenceGradient({
          ...given,
          runningMean: batchMean,
          runningVariance: batchVariance,
        });
      },
    };
    const outcome = await runProperty(gradientFiniteDifference, stackSubject(wrong), options);
    expect(outcome).toMatchObject({ outcome: 'failed' });
  });
});
