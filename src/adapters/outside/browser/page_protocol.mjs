/**
 * The part that all pages share: requests, tensors, and stateful layers.
 *
 * A page says how its library is used, as one class for each way in which its users reach batch norm; its constructor takes
 * { gamma, beta, runningMean, runningVariance, epsilon, factor (the weight of the new batch), channelAxis, channels, shape }, and
 * training(input), inference(input), gradient(gradOutput), state() and setState(mean, variance) may be asynchronous. A tensor is
 * { shape, data }. A method that a class lacks, and a Skip that it throws, skip the request; any other error refuses it.
 */
export class Skip extends Error {}

export function subjectOf(about, ways) {
  return {
    about: { capabilities: about.capabilities ?? Object.keys(OPERATIONS), ...about, ways: Object.keys(ways) },
    reply: async ({ seq, operation, way, case: given }) => {
      try {
        return { seq, result: await run(ways[way ?? Object.keys(ways)[0]], operation, decodeAll(given)) };
      } catch (error) {
        if (error instanceof Skip) return { seq, skipped: error.message };
        return { seq, error: String(error).slice(0, 300) };
      }
    },
  };
}

const OPERATIONS = {
  training: 'training',
  inference: 'inference',
  trainingGradient: 'training',
  inferenceGradient: 'inference',
  sequence: null,
};

async function run(Way, operation, given) {
  if (operation === 'sequence') {
    const first = given.steps.find((step) => 'input' in step);
    const layer = new Way(setupOf(given, first.input.shape));
    const steps = [];
    for (const step of given.steps) steps.push(await runStep(layer, step));
    return { steps };
  }
  const layer = new Way(setupOf(given, given.input.shape));
  const result = await forward(layer, OPERATIONS[operation], given.input);
  if (operation.endsWith('Gradient')) return gradients(await method(layer, 'gradient')(given.gradOutput));
  return result;
}

async function runStep(layer, step) {
  switch (step.call) {
    case 'gradient':
      return gradients(await method(layer, 'gradient')(step.gradOutput));
    case 'getState':
      return stateOf(layer);
    case 'setState':
      await method(layer, 'setState')(step.runningMean.data, step.runningVariance.data);
      return {};
    default:
      return forward(layer, step.call, step.input);
  }
}

async function forward(layer, call, input) {
  const output = encode(await method(layer, call)(input));
  return call === 'training' && layer.state ? { output, ...(await stateOf(layer)) } : { output };
}

async function stateOf(layer) {
  const { mean, variance } = await method(layer, 'state')();
  return { runningMean: encodeVector(mean), runningVariance: encodeVector(variance) };
}

function gradients({ input, gamma, beta }) {
  return { gradInput: encode(input), gradGamma: encodeVector(gamma), gradBeta: encodeVector(beta) };
}

function method(layer, name) {
  if (!layer[name]) throw new Skip(`this way has no ${name}`);
  return layer[name].bind(layer);
}

function setupOf(given, shape) {
  const { channelAxis, epsilon, exponentialAverageFactor: factor = 0.1 } = given;
  if (!(channelAxis in shape)) throw new Error(`channelAxis ${channelAxis} is no axis of [${shape}]`);
  const channels = shape[channelAxis];
  const vector = (name) => given[name]?.data ?? null;
  return {
    gamma: vector('gamma'),
    beta: vector('beta'),
    runningMean: vector('runningMean') ?? new Float32Array(channels),
    runningVariance: vector('runningVariance') ?? new Float32Array(channels).fill(1),
    epsilon: Number(epsilon),
    factor: Number(factor),
    channelAxis,
    channels,
    shape,
  };
}

function decodeAll(given) {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, decode(value)]));
}

function decode(value) {
  if (Array.isArray(value)) return value.map(decodeAll);
  if (value === null || typeof value !== 'object') return value;
  const bytes = Uint8Array.from(atob(value.data), (one) => one.charCodeAt(0));
  const count = value.shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== 4 * count)
    throw new Error(`${bytes.length} bytes for float32 of shape [${value.shape}]`);
  return { shape: value.shape, data: new Float32Array(bytes.buffer) };
}

function encodeVector(values) {
  return values ? encode({ shape: [values.length], data: values }) : null;
}

function encode({ shape, data }) {
  const bytes = new Uint8Array(Float32Array.from(data).buffer);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { dtype: 'float32', shape, data: btoa(text) };
}
