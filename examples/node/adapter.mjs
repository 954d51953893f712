/**
 * Lets bncheck test a batch normalization that runs under Node.
 *
 *     bncheck check "cmd:node examples/node/adapter.mjs"
 *
 * bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
 * stdout. To test your own code, put it in place of what stands under FILL IN; the rest can stay. It needs no
 * package. Print nothing to stdout (that is where replies go): logs belong to stderr.
 */
import { createInterface } from 'node:readline';

// ---- FILL IN: who you are, what you can do, and which customs your numbers follow --------------------------

const about = {
  protocol: 1,
  name: 'plain JavaScript example',
  version: process.version,
  language: 'JavaScript',
  dtype: 'float32',
  capabilities: ['training', 'inference', 'trainingGradient', 'inferenceGradient', 'sequence'],
  conventions: {
    runningVarianceCorrection: 1, // the running variance takes in v * m / (m - 1)
    oneElement: 'define', // ... but v itself where m = 1
    emptyBatch: 'keep', // m = 0 leaves the running statistics as they were
  },
};

// ---- FILL IN: your batch normalization -----------------------------------------------------------------------
// Tensors are { shape, data } with a Float32Array; vectors are Float32Arrays with one entry per channel. An
// absent gamma or beta is null. Sums are in float64, as all numbers of JavaScript are; results are float32.

function training({ input, gamma, beta, runningMean, runningVariance, epsilon, ...rest }) {
  const places = placesByChannel(input, rest.channelAxis);
  const m = places[0]?.length ?? 0;
  if (m === 0) return { output: input, runningMean, runningVariance };
  const a = rest.exponentialAverageFactor; // the weight of the new batch
  const { mean, variance } = moments(input, places);
  const correction = m > 1 ? m / (m - 1) : 1;
  return {
    output: normalize(input, places, mean, variance, { gamma, beta, epsilon }),
    batchMean: mean,
    batchVariance: variance,
    invStd: variance.map((v) => 1 / Math.sqrt(v + epsilon)),
    runningMean: runningMean.map((old, c) => (1 - a) * old + a * mean[c]),
    runningVariance: runningVariance.map((old, c) => (1 - a) * old + a * variance[c] * correction),
  };
}

function inference({ input, runningMean, runningVariance, channelAxis, ...affine }) {
  const places = placesByChannel(input, channelAxis);
  return { output: normalize(input, places, runningMean, runningVariance, affine) };
}

function trainingGradient({ input, gradOutput, gamma, epsilon, channelAxis }) {
  const places = placesByChannel(input, channelAxis);
  const { mean, variance } = moments(input, places);
  return gradients(input, gradOutput, places, (c) => {
    const m = places[c].length;
    const r = 1 / Math.sqrt(variance[c] + epsilon);
    const z = (x) => (x - mean[c]) * r;
    const back = (g, x, gradGamma, gradBeta) =>
      (gamma?.[c] ?? 1) * r * (g - gradBeta / m - (z(x) * gradGamma) / m);
    return { z, back };
  });
}

function inferenceGradient({ input, gradOutput, gamma, runningMean, runningVariance, epsilon, channelAxis }) {
  return gradients(input, gradOutput, placesByChannel(input, channelAxis), (c) => {
    const r = 1 / Math.sqrt(runningVariance[c] + epsilon);
    return { z: (x) => (x - runningMean[c]) * r, back: (g) => (gamma?.[c] ?? 1) * r * g };
  });
}

/** Optional: a layer with a state, made from the configuration and then called step by step. */
function sequence({ steps, runningMean, runningVariance, ...config }) {
  let state = { runningMean, runningVariance };
  let latest = null; // gradients are those of the latest forward call, with the state of that time
  return {
    steps: steps.map(({ call, ...given }) => {
      if (call === 'gradient') {
        const gradient = latest.call === 'training' ? trainingGradient : inferenceGradient;
        return gradient({ ...config, ...latest, ...given });
      }
      if (call === 'getState') return state;
      if (call === 'setState') {
        state = given;
        return {};
      }
      latest = { ...state, ...given, call };
      if (call === 'inference') return inference({ ...config, ...latest });
      const { output, ...updated } = training({ ...config, ...latest });
      state = { runningMean: updated.runningMean, runningVariance: updated.runningVariance };
      return { output };
    }),
  };
}

function normalize({ shape, data }, places, mean, variance, { gamma, beta, epsilon }) {
  const output = new Float32Array(data.length);
  places.forEach((channel, c) => {
    const r = 1 / Math.sqrt(variance[c] + epsilon);
    for (const at of channel) output[at] = (gamma?.[c] ?? 1) * ((data[at] - mean[c]) * r) + (beta?.[c] ?? 0);
  });
  return { shape, data: output };
}

function gradients({ shape, data }, { data: g }, places, ofChannel) {
  const gradInput = { shape, data: new Float32Array(data.length) };
  const gradGamma = new Float64Array(places.length);
  const gradBeta = new Float64Array(places.length);
  places.forEach((channel, c) => {
    const { z, back } = ofChannel(c);
    for (const at of channel) {
      gradGamma[c] += g[at] * z(data[at]);
      gradBeta[c] += g[at];
    }
    for (const at of channel) gradInput.data[at] = back(g[at], data[at], gradGamma[c], gradBeta[c]);
  });
  return { gradInput, gradGamma, gradBeta };
}

/** Two passes: a mean of squares less a squared mean would lose all digits. */
function moments({ data }, places) {
  const average = (channel, term) => channel.reduce((sum, at) => sum + term(data[at]), 0) / channel.length;
  const mean = Float64Array.from(places, (channel) => average(channel, (x) => x));
  const variance = Float64Array.from(places, (channel, c) => average(channel, (x) => (x - mean[c]) ** 2));
  return { mean, variance };
}

/** Where the elements of each channel lie: the last axis of a tensor varies fastest. */
function placesByChannel({ shape, data }, channelAxis) {
  const inner = shape.slice(channelAxis + 1).reduce((count, size) => count * size, 1);
  const places = Array.from({ length: shape[channelAxis] }, () => []);
  for (let at = 0; at < data.length; at += 1) places[Math.floor(at / inner) % places.length].push(at);
  return places;
}

// ---- The protocol: nothing to change from here on -----------------------------------------------------------

const operations = { training, inference, trainingGradient, inferenceGradient, sequence };
const tensors = ['input', 'gradOutput', 'output', 'gradInput']; // all other arrays are per-channel vectors

function decode(name, value) {
  if (name === 'steps') return value.map(decodeAll);
  if (typeof value?.data !== 'string')
    return typeof value === 'string' && name !== 'call' ? Number(value) : value;
  const Floats = value.dtype === 'float64' ? Float64Array : Float32Array;
  const data = new Floats(new Uint8Array(Buffer.from(value.data, 'base64')).buffer);
  const wanted = value.shape.reduce((count, size) => count * size, 1);
  if (data.length !== wanted)
    throw new Error(`${name} has ${data.length} values, but its shape needs ${wanted}`);
  return tensors.includes(name) ? { shape: value.shape, data } : data;
}

function encode(name, value) {
  if (name === 'steps') return value.map(encodeAll);
  const { shape, data } = tensors.includes(name) ? value : { shape: [value.length], data: value };
  return { dtype: 'float32', shape, data: Buffer.from(Float32Array.from(data).buffer).toString('base64') };
}

const decodeAll = (fields) => mapFields(fields, decode);
const encodeAll = (fields) => mapFields(fields, encode);

function mapFields(fields, change) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(name, value)]));
}

function check({ input, gradOutput, channelAxis, epsilon, exponentialAverageFactor = 0, ...vectors }) {
  if (!(epsilon >= 0 && epsilon < Infinity))
    throw new Error(`epsilon ${epsilon} is no finite number from 0 up`);
  if (!(exponentialAverageFactor >= 0 && exponentialAverageFactor <= 1)) {
    throw new Error(`exponentialAverageFactor ${exponentialAverageFactor} does not lie from 0 to 1`);
  }
  if (input === undefined) return;
  const channels = input.shape[channelAxis];
  if (channels === undefined)
    throw new Error(`channelAxis ${channelAxis} is no axis of shape [${input.shape}]`);
  if (gradOutput && `${gradOutput.shape}` !== `${input.shape}`)
    throw new Error('gradOutput and input differ in shape');
  for (const [name, vector] of Object.entries(vectors)) {
    if (vector && vector.length !== channels)
      throw new Error(`${name} has not one entry for each of ${channels} channels`);
  }
}

function replyTo({ seq, operation, case: given }) {
  try {
    const fields = decodeAll(given);
    check(fields);
    return { seq, result: encodeAll(operations[operation](fields)) };
  } catch (error) {
    return { seq, error: String(error.message) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.cmd === 'stop') break;
  process.stdout.write(`${JSON.stringify(message.cmd === 'start' ? about : replyTo(message))}\n`);
}
