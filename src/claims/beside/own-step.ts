import type { Laboratory } from '../laboratory.ts';
import { sigmoid } from '../stack/activations.ts';
import { batchNormLayer } from '../stack/batch-norm.ts';
import { dense } from '../stack/dense.ts';
import { descent } from '../stack/descent.ts';
import type { Layer } from '../stack/layer.ts';
import { network, trainStep } from '../stack/network.ts';
import type { StepCase } from './step-bounds.ts';
import type { SteppedParameters } from './tfjs-step.ts';

/** The same step by the training stack of the claims. */
export function ownStep(
  { kernels, multiply }: Pick<Laboratory, 'kernels' | 'multiply'>,
  given: StepCase,
): SteppedParameters {
  const layers: Layer[] = [];
  let inputs = given.inputs.length / given.labels.length;
  given.weights.forEach((weights, l) => {
    const outputs = weights.length / inputs;
    layers.push(dense({ inputs, outputs, weights: weights.slice(), bias: false, first: l === 0 }, multiply));
    inputs = outputs;
    const gamma = given.gammas[l];
    if (gamma === undefined) return;
    const options = { channels: outputs, inner: 1, epsilon: given.epsilon, exponentialAverageFactor: 0.5 };
    const norm = batchNormLayer(options, kernels);
    norm.parameters[0]!.values.set(gamma);
    norm.parameters[1]!.values.set(given.betas[l]!);
    layers.push(norm, sigmoid());
  });
  const net = network(layers, inputs);
  trainStep(net, given, descent({ learningRate: given.learningRate, velocityKept: 0 }));
  const named = (name: string) =>
    net.parameters.filter((one) => one.name === name).map(({ values }) => values);
  return { weights: named('weights'), gammas: named('gamma'), betas: named('beta') };
}
