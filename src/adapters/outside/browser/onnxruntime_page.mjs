/**
 * ONNX Runtime Web in a page: its WebAssembly, or a graphics or neural interface of the browser, which have inference only.
 *
 * https://onnx.ai/onnx/operators/onnx__BatchNormalization.html: the channels are on axis 1, momentum is the weight of the old
 * statistics, epsilon stands inside the root, and the running variance is the population variance. What one element and an empty
 * batch give is measured. https://onnxruntime.ai/docs/tutorials/web/env-flags-and-session-options.html: a session may be kept from
 * falling back to the processor, so that what answers is what was asked for.
 */
import { onnxModel, parameterNames } from './onnx_model.mjs';
import { Skip, subjectOf } from './page_protocol.mjs';

const BUNDLES = {
  wasm: 'ort.wasm.bundle.min.mjs',
  webgl: 'ort.webgl.min.mjs',
  webgpu: 'ort.webgpu.bundle.min.mjs',
  webnn: 'ort.all.bundle.min.mjs',
};
/** In its source, https://github.com/microsoft/onnxruntime/blob/main/js/web/lib/onnxjs/backends/webgl/ops/batch-normalization.ts */
const LEAST_RANK = { webgl: 3 };
const NO_FALLBACK = { session: { disable_cpu_ep_fallback: '1' } };
const conventions = { runningVarianceCorrection: 0, oneElement: 'define', emptyBatch: 'nan' };

let ort;
let options;
let leastRank;

export async function open(kind) {
  ort = await import(`/node_modules/onnxruntime-web/dist/${BUNDLES[kind]}`);
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const provider = kind === 'webnn' ? { name: 'webnn', deviceType: 'cpu' } : kind;
  options = { executionProviders: [provider], ...(kind === 'wasm' ? {} : { extra: NO_FALLBACK }) };
  leastRank = LEAST_RANK[kind] ?? 2;
  const capabilities = kind === 'wasm' ? ['training', 'inference', 'sequence'] : ['inference'];
  const ways = { 'parameters as inputs': Inputs, 'parameters as initializers': Initializers };
  if (kind === 'wasm') ways['initializers, only Y requested'] = OnlyY;
  return subjectOf({ version: ort.env.versions.web, capabilities, conventions }, ways);
}

const into = ({ shape, data }) => new ort.Tensor('float32', data, shape);

class Inputs {
  constructor(setup) {
    if (setup.channelAxis !== 1) throw new Skip(`ONNX has the channels on axis 1, not ${setup.channelAxis}`);
    if (setup.shape.length < leastRank)
      throw new Skip(`rank ${leastRank} at least, not ${setup.shape.length}`);
    this.setup = setup;
  }

  get areConstants() {
    return false;
  }

  training(input) {
    return this.call(input, true);
  }

  inference(input) {
    return this.call(input, false);
  }

  async call(input, training) {
    const { gamma, beta, runningMean, runningVariance, epsilon, factor, channels } = this.setup;
    const values = [gamma ?? new Float32Array(channels).fill(1), beta ?? new Float32Array(channels)];
    const parameters = [...values, runningMean, runningVariance];
    const initializers = this.areConstants ? parameters : null;
    const model = onnxModel({
      training,
      epsilon,
      momentum: 1 - factor,
      shape: input.shape,
      initializers,
      onlyY: this.onlyY,
    });
    const session = await ort.InferenceSession.create(model, options);
    try {
      const vectors = parameters.map((data) => into({ shape: [data.length], data }));
      const fed = this.areConstants ? [] : parameterNames.map((name, at) => [name, vectors[at]]);
      const found = await session.run({ X: into(input), ...Object.fromEntries(fed) });
      if (training && !this.onlyY)
        this.setState(await read(found.running_mean), await read(found.running_var));
      return { shape: found.Y.dims, data: await read(found.Y) };
    } finally {
      await session.release();
    }
  }

  state() {
    return { mean: this.setup.runningMean, variance: this.setup.runningVariance };
  }

  setState(runningMean, runningVariance) {
    this.setup = { ...this.setup, runningMean, runningVariance };
  }
}

class Initializers extends Inputs {
  get areConstants() {
    return true;
  }
}

/** A program that asks for Y alone: the new statistics are dropped. */
class OnlyY extends Initializers {
  onlyY = true;
  inference = null;
  state = null;
}

/** A copy: a session that is released takes its memory with it. */
async function read(tensor) {
  return Float32Array.from(await tensor.getData());
}
