/**
 * Lets bncheck test a batch normalization that JavaScript can reach: bncheck check "cmd:node adapter.mjs"
 *
 * bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
 * stdout. Print nothing else to stdout: logs go to stderr (console.error). No packages.
 */
import { createInterface } from 'node:readline';

// ==== FILL IN: who you are, what you can do, and your batch normalization ====================================

const about = {
  protocol: 1,
  name: 'my batch norm in JavaScript',
  language: 'JavaScript',
  dtype: 'float32',
  capabilities: ['training', 'inference', 'trainingGradient', 'inferenceGradient'],
  // 1: the running variance takes in v * m / (m - 1); 0: v itself. keep: an empty batch changes no statistics.
  conventions: { runningVarianceCorrection: 1, emptyBatch: 'keep' },
};

/**
 * Call your own code here instead.
 *
 * Tensors are flat Float32Arrays, the last axis fastest, of the shape given.shape, with the channels on axis
 * given.channelAxis; vectors have one entry per channel. gamma and beta are null where there is none.
 */
function batchNorm({ operation, input, gradOutput, gamma, beta, epsilon, channels, inner, m, ...given }) {
  const channelOf = (at) => Math.floor(at / inner) % channels;
  const trains = operation === 'training' || operation === 'trainingGradient';
  const scale = gamma ?? new Float32Array(channels).fill(1);
  const offset = beta ?? new Float32Array(channels);
  const sums = (term) => {
    const total = new Float64Array(channels);
    for (let at = 0; at < input.length; at += 1) total[channelOf(at)] += term(at, channelOf(at));
    return total;
  };

  let { runningMean: mean, runningVariance: variance } = given;
  if (trains) {
    // Two passes: a mean of squares less a squared mean would lose all digits.
    mean = sums((at) => input[at]).map((sum) => sum / Math.max(m, 1));
    variance = sums((at, c) => (input[at] - mean[c]) ** 2).map((sum) => sum / Math.max(m, 1));
  }
  const invStd = Float64Array.from(variance, (v) => 1 / Math.sqrt(v + epsilon));
  const z = Float64Array.from(input, (x, at) => (x - mean[channelOf(at)]) * invStd[channelOf(at)]);

  if (gradOutput !== undefined) {
    const gradBeta = sums((at) => gradOutput[at]);
    const gradGamma = sums((at) => gradOutput[at] * z[at]);
    // In training the statistics depend on the input, too.
    const through = (at, c) => (trains ? (gradBeta[c] + z[at] * gradGamma[c]) / m : 0);
    const backward = (c, at) => scale[c] * invStd[c] * (gradOutput[at] - through(at, c));
    return { gradInput: z.map((_, at) => backward(channelOf(at), at)), gradGamma, gradBeta };
  }

  const output = z.map((value, at) => scale[channelOf(at)] * value + offset[channelOf(at)]);
  if (!trains) return { output };
  const a = m > 0 ? given.exponentialAverageFactor : 0; // the weight of the new batch
  const correction = m / Math.max(m - 1, 1);
  return {
    output,
    batchMean: mean,
    batchVariance: variance,
    invStd,
    runningMean: mean.map((value, c) => (1 - a) * given.runningMean[c] + a * value),
    runningVariance: variance.map((value, c) => (1 - a) * given.runningVariance[c] + a * value * correction),
  };
}

// ==== The protocol: nothing to change from here on ===========================================================

const product = (sizes) => sizes.reduce((count, size) => count * size, 1);

function decode(value) {
  if (typeof value?.data !== 'string') return typeof value === 'string' ? Number(value) : value;
  const Floats = value.dtype === 'float64' ? Float64Array : Float32Array;
  const data = new Floats(new Uint8Array(Buffer.from(value.data, 'base64')).buffer);
  if (data.length === product(value.shape)) return data;
  throw new Error(`${data.length} values do not fill the shape [${value.shape}]`);
}

function encode(values, shape) {
  return { dtype: 'float32', shape, data: Buffer.from(Float32Array.from(values).buffer).toString('base64') };
}

function mapFields(fields, change) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value, name)]));
}

function run(operation, fields) {
  const given = mapFields(fields, decode);
  const { epsilon, channelAxis, exponentialAverageFactor: factor = 0 } = given;
  const { shape } = fields.input;
  const channels = shape[channelAxis];
  if (channels === undefined) throw new Error(`channelAxis ${channelAxis} is no axis of [${shape}]`);
  if (fields.gradOutput && `${fields.gradOutput.shape}` !== `${shape}`)
    throw new Error('gradOutput and input differ in shape');
  if (!(epsilon >= 0 && epsilon < Infinity && factor >= 0 && factor <= 1))
    throw new Error('epsilon or exponentialAverageFactor is out of range');
  for (const name of ['gamma', 'beta', 'runningMean', 'runningVariance'])
    if (given[name] && given[name].length !== channels)
      throw new Error(`${name} has not ${channels} entries`);
  const inner = product(shape.slice(channelAxis + 1));
  const m = product(shape.slice(0, channelAxis)) * inner;
  const result = batchNorm({ operation, ...given, shape, channels, inner, m });
  const full = ['output', 'gradInput']; // all else has one entry per channel
  return mapFields(result, (values, name) => encode(values, full.includes(name) ? shape : [channels]));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { cmd, seq, operation, case: fields } = JSON.parse(line);
  if (cmd === 'stop') break;
  let reply = about;
  if (cmd === 'run') {
    try {
      reply = { seq, result: run(operation, fields) };
    } catch (error) {
      reply = { seq, error: String(error.message) };
    }
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
