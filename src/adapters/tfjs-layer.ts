import type { GradientResult, Tensor, Values } from '../../spec/contract.ts';
import { fromTfjs, type Tfjs, type TfjsTensor, toTfjs, toTfjsVector, valuesOfTfjs } from './tfjs-library.ts';

export interface LayerSettings {
  /** Of the inputs; only the size of the channel axis matters. */
  readonly shape: readonly (number | null)[];
  readonly channelAxis: number;
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
  readonly gamma: Values | null;
  readonly beta: Values | null;
  readonly runningMean: Values;
  readonly runningVariance: Values;
}

export interface TfjsLayer {
  readonly call: (input: Tensor, training: boolean) => Tensor;
  readonly callWithGradients: (
    input: Tensor,
    training: boolean,
    gradOutput: Tensor,
  ) => { readonly output: Tensor; readonly gradients: GradientResult };
  readonly getState: () => { readonly runningMean: Values; readonly runningVariance: Values };
  readonly setState: (runningMean: Values, runningVariance: Values) => void;
}

/**
 * Makes a `tf.layers.batchNormalization` with given weights, uses it, and frees it.
 *
 * Its `momentum` is the weight of the OLD statistics. Gradients are those of `tf.valueAndGrads` through one
 * call of the layer, with respect to the input and to the layer's own gamma and beta.
 * https://js.tensorflow.org/api/4.22.0/#layers.batchNormalization
 *
 * Tensors made here are for the `tf.tidy` around it to free; weights, which tidy spares, are freed here.
 */
export function withTfjsLayer<T>(tfjs: Tfjs, settings: LayerSettings, use: (layer: TfjsLayer) => T): T {
  const { core, layers } = tfjs;
  const { gamma, beta } = settings;
  const layer = layers.layers.batchNormalization({
    axis: settings.channelAxis,
    epsilon: settings.epsilon,
    momentum: 1 - settings.exponentialAverageFactor,
    center: beta !== null,
    scale: gamma !== null,
  });

  const apply = (x: TfjsTensor, training: boolean) => layer.apply(x, { training }) as TfjsTensor;
  const setState = (runningMean: Values, runningVariance: Values) => {
    const weights = [gamma, beta, runningMean, runningVariance].filter((values) => values !== null);
    layer.setWeights(weights.map((values) => toTfjsVector(core, values)));
  };
  const getState = () => {
    const [runningMean, runningVariance] = layer.getWeights().slice(-2).map(valuesOfTfjs);
    return { runningMean: runningMean!, runningVariance: runningVariance! };
  };
  const callWithGradients = (input: Tensor, training: boolean, gradOutput: Tensor) => {
    const x = toTfjs(core, input);
    const variables = [x, ...layer.trainableWeights.map((weight) => weight.read())];
    const withGradients = core.valueAndGrads(() => apply(x, training));
    const { value, grads } = withGradients(variables, toTfjs(core, gradOutput));
    const [gradInput, ...others] = grads;
    const gradients = {
      gradInput: fromTfjs(gradInput!),
      gradGamma: gamma && valuesOfTfjs(others.shift()!),
      gradBeta: beta && valuesOfTfjs(others.shift()!),
    };
    return { output: fromTfjs(value), gradients };
  };

  try {
    layer.build([...settings.shape]);
    setState(settings.runningMean, settings.runningVariance);
    return use({
      call: (input, training) => fromTfjs(apply(toTfjs(core, input), training)),
      callWithGradients,
      getState,
      setState,
    });
  } finally {
    for (const weight of layer.weights) weight.dispose();
  }
}
