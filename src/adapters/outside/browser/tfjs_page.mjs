/**
 * TensorFlow.js in a page, on its WebGL or its WebGPU backend: as a layer, and as functions.
 *
 * https://js.tensorflow.org/api/4.22.0/#layers.batchNormalization and https://js.tensorflow.org/api/4.22.0/#batchNorm: momentum is the
 * weight of the old statistics. That the variance is the biased one is from the source,
 * https://github.com/tensorflow/tfjs/blob/master/tfjs-layers/src/layers/normalization.ts; that one element is taken is measured.
 */
import { Skip, subjectOf } from './page_protocol.mjs';

const script = (source) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), {
      src: source,
      onload: resolve,
      onerror: reject,
    });
    document.head.append(element);
  });

export async function open(backend) {
  await script('/node_modules/@tensorflow/tfjs/dist/tf.min.js');
  await script('/node_modules/@tensorflow/tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js');
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend} here`);
  await tf.ready();
  const conventions = { runningVarianceCorrection: 0, oneElement: 'define', emptyBatch: 'unspecified' };
  return subjectOf({ version: tf.version_core, conventions }, { functional: Functional, layer: Layer });
}

const into = ({ shape, data }) => tf.tensor(data, shape);
const back = async (tensor) => ({ shape: tensor.shape, data: await tensor.data() });

/** Runs what makes tensors, reads those it gives, and frees all. */
async function read(make) {
  const made = tf.tidy(() => make().map((tensor) => tensor));
  const values = [];
  for (const tensor of made) values.push(await back(tensor));
  tf.dispose(made);
  return values;
}

class Tfjs {
  constructor(setup) {
    const rank = setup.shape.length;
    if (rank < 2 || rank > 4) throw new Skip(`TensorFlow.js has batch norm for ranks 2 to 4, not ${rank}`);
    this.setup = setup;
  }

  training(input) {
    return this.call(input, true);
  }

  inference(input) {
    return this.call(input, false);
  }

  named([input, ...others]) {
    const next = (asked) => (asked === null ? null : others.shift().data);
    return { input, gamma: next(this.setup.gamma), beta: next(this.setup.beta) };
  }
}

class Functional extends Tfjs {
  async call(input, isTraining) {
    this.latest = { input, isTraining };
    return (await read(() => [this.normalize(into(input), this.parameters(), isTraining)]))[0];
  }

  async gradient(gradOutput) {
    const { input, isTraining } = this.latest;
    const found = await read(() => {
      const given = this.parameters();
      const wanted = [into(input), given.gamma, given.beta].filter(Boolean);
      return tf.grads((x) => this.normalize(x, given, isTraining))(wanted, into(gradOutput));
    });
    return this.named(found);
  }

  parameters() {
    const vector = (values) => (values === null ? undefined : tf.tensor1d(values));
    return { gamma: vector(this.setup.gamma), beta: vector(this.setup.beta) };
  }

  normalize(x, { gamma, beta }, isTraining) {
    const { channelAxis, epsilon, runningMean, runningVariance, shape } = this.setup;
    const axes = x.shape.map((_, axis) => axis).filter((axis) => axis !== channelAxis);
    const perChannel = shape.map((size, axis) => (axis === channelAxis ? size : 1));
    const spread = (one) =>
      channelAxis === x.rank - 1 ? one : tf.broadcastTo(tf.reshape(one, perChannel), x.shape);
    const { mean, variance } = isTraining
      ? tf.moments(x, axes)
      : { mean: tf.tensor1d(runningMean), variance: tf.tensor1d(runningVariance) };
    return tf.batchNorm(
      x,
      spread(mean),
      spread(variance),
      beta && spread(beta),
      gamma && spread(gamma),
      epsilon,
    );
  }
}

class Layer extends Tfjs {
  async call(input, isTraining) {
    this.latest = { input, isTraining, before: this.setup };
    const [output, mean, variance] = await this.with((layer) => [
      layer.apply(into(input), { training: isTraining }),
      ...layer
        .getWeights()
        .slice(-2)
        .map((one) => one.clone()),
    ]);
    this.setState(mean.data, variance.data);
    return output;
  }

  async gradient(gradOutput) {
    const { input, isTraining, before } = this.latest;
    const found = await this.with((layer) => {
      const wanted = [into(input), ...layer.trainableWeights.map((weight) => weight.read())];
      return tf.grads((x) => layer.apply(x, { training: isTraining }))(wanted, into(gradOutput));
    }, before);
    return this.named(found);
  }

  async state() {
    return { mean: this.setup.runningMean, variance: this.setup.runningVariance };
  }

  setState(runningMean, runningVariance) {
    this.setup = { ...this.setup, runningMean, runningVariance };
  }

  async with(use, setup = this.setup) {
    const { gamma, beta, epsilon, factor, channelAxis, runningMean, runningVariance, shape } = setup;
    const settings = {
      axis: channelAxis,
      epsilon,
      momentum: 1 - factor,
      center: beta !== null,
      scale: gamma !== null,
    };
    const layer = tf.layers.batchNormalization(settings);
    const found = await read(() => {
      layer.build([...shape]);
      const weights = [gamma, beta, runningMean, runningVariance].filter((one) => one !== null);
      layer.setWeights(weights.map((one) => tf.tensor1d(one)));
      return use(layer);
    });
    for (const weight of layer.weights) weight.dispose();
    return found;
  }
}
