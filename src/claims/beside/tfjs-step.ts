import { type Tfjs, toTfjsVector, valuesOfTfjs } from '../../adapters/tfjs-library.ts';
import type { StepCase } from './step-bounds.ts';

/** Parameters after a step, in the order of the case's. */
export interface SteppedParameters {
  readonly weights: readonly Float32Array[];
  readonly gammas: readonly Float32Array[];
  readonly betas: readonly Float32Array[];
}

/**
 * One step of plain descent by TensorFlow.js alone: its matrix products, its batch norm as `tf.layers.batchNormalization` in training mode, its
 * sigmoid, its softmax cross-entropy and its automatic gradients.
 */
export function tfjsStep({ core, layers }: Tfjs, given: StepCase): SteppedParameters {
  const rows = given.labels.length;
  const norms = given.gammas.map((gamma, l) => {
    const layer = layers.layers.batchNormalization({ axis: 1, epsilon: given.epsilon });
    layer.build([rows, gamma.length]);
    const state = [new Float32Array(gamma.length), new Float32Array(gamma.length).fill(1)];
    layer.setWeights([gamma, given.betas[l]!, ...state].map((values) => toTfjsVector(core, values)));
    return layer;
  });
  try {
    return core.tidy(() => {
      const matrices = given.weights.map((values, l) => {
        const outputs = given.gammas[l]?.length ?? classesOf(given);
        return core.tensor2d(values, [values.length / outputs, outputs]);
      });
      const inputs = core.tensor2d(given.inputs, [rows, given.inputs.length / rows]);
      const labels = core.oneHot(core.tensor1d(given.labels, 'int32'), classesOf(given));
      const affine = norms.flatMap((layer) => layer.trainableWeights.map((weight) => weight.read()));
      const loss = () => {
        let values: import('@tensorflow/tfjs-core').Tensor = inputs;
        matrices.forEach((matrix, l) => {
          values = core.matMul(values as typeof matrix, matrix);
          const norm = norms[l];
          if (norm !== undefined) {
            values = core.sigmoid(norm.apply(values, { training: true }) as typeof matrix);
          }
        });
        return core.losses.softmaxCrossEntropy(labels, values) as import('@tensorflow/tfjs-core').Scalar;
      };
      const { grads } = core.valueAndGrads(loss)([...matrices, ...affine]);
      const stepped = [...matrices, ...affine].map((values, i) =>
        valuesOfTfjs(core.sub(values, core.mul(grads[i]!, given.learningRate))),
      );
      const others = stepped.slice(matrices.length);
      return {
        weights: stepped.slice(0, matrices.length),
        gammas: others.filter((_, i) => i % 2 === 0),
        betas: others.filter((_, i) => i % 2 === 1),
      };
    });
  } finally {
    for (const layer of norms) for (const weight of layer.weights) weight.dispose();
  }
}

/** The outputs of the last layer. */
function classesOf({ weights, gammas }: StepCase): number {
  return weights.at(-1)!.length / gammas.at(-1)!.length;
}
