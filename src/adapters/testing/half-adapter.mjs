/** A subject of 16 bits by the protocol: `node half-adapter.mjs float16|bfloat16 [sound|faulty]`; tensors of 16 bits, the rest in float64. */
import { createInterface } from 'node:readline';

const [, , dtype, kind = 'sound'] = process.argv;
const [precision, least, bias] = dtype === 'float16' ? [11, -14, 15] : [8, -126, 127];
const fractionBits = precision - 1;

function read(bits) {
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = (bits & 0x7fff) >> fractionBits;
  const fraction = (bits & ((1 << fractionBits) - 1)) / 2 ** fractionBits;
  if (exponent === 2 * bias + 1) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** least : sign * (1 + fraction) * 2 ** (exponent - bias);
}

function write(value) {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const top = (2 * bias + 1) << fractionBits;
  if (Number.isNaN(value)) return top + 1;
  const size = Math.abs(value);
  const exponent = Math.max(Math.floor(Math.log2(size)), least);
  const scaled = size / 2 ** (exponent - fractionBits);
  const large = 1.5 * 2 ** 52;
  const whole = scaled + large - large;
  if (size === 0) return sign;
  return sign + Math.min(((exponent - least) << fractionBits) + whole, top);
}

function tensorOf({ dtype: given, shape, data }) {
  const bytes = Buffer.from(data, 'base64');
  const count = shape.reduce((a, b) => a * b, 1);
  const at = given === dtype ? (k) => read(bytes.readUInt16LE(2 * k)) : (k) => bytes.readFloatLE(4 * k);
  return { shape, data: Array.from({ length: count }, (_, k) => at(k)) };
}

function half({ shape, data }) {
  const bytes = Buffer.alloc(2 * data.length);
  for (const [k, value] of data.entries()) bytes.writeUInt16LE(write(value), 2 * k);
  return { dtype, shape, data: bytes.toString('base64') };
}

function vector(values) {
  return {
    dtype: 'float32',
    shape: [values.length],
    data: Buffer.from(Float32Array.from(values).buffer).toString('base64'),
  };
}

function batchNorm(operation, given) {
  const { shape, data } = tensorOf(given.input);
  const { channelAxis, epsilon, exponentialAverageFactor: a } = given;
  const channels = shape[channelAxis];
  if (channels === undefined) throw new Error('channelAxis is no axis of the input');
  const inner = shape.slice(channelAxis + 1).reduce((x, y) => x * y, 1);
  const channelOf = (at) => Math.floor(at / inner) % channels;
  const of = (name) => given[name] && tensorOf(given[name]).data;
  for (const name of ['gamma', 'beta', 'runningMean', 'runningVariance']) {
    if (of(name) && of(name).length !== channels) throw new Error(`${name} has not one entry per channel`);
  }
  if (!(epsilon >= 0)) throw new Error('epsilon is no number from 0');
  if (operation === 'training' && !(a >= 0 && a <= 1))
    throw new Error('exponentialAverageFactor is not from 0 to 1');
  const [gamma, beta, oldMean, oldVariance] = ['gamma', 'beta', 'runningMean', 'runningVariance'].map(of);
  const m = data.length / channels;
  const mean = Array(channels).fill(0);
  const variance = Array(channels).fill(0);
  for (const [at, x] of data.entries()) mean[channelOf(at)] += x / m;
  for (const [at, x] of data.entries()) variance[channelOf(at)] += (x - mean[channelOf(at)]) ** 2 / m;
  const by = operation === 'training' ? [mean, variance] : [oldMean, oldVariance];
  const shown = kind === 'faulty' ? 10 : 1;
  const output = data.map((x, at) => {
    const c = channelOf(at);
    return ((x - by[0][c]) / Math.sqrt(by[1][c] + shown * epsilon)) * (gamma?.[c] ?? 1) + (beta?.[c] ?? 0);
  });
  if (operation === 'inference') return { output: half({ shape, data: output }) };
  const average = (old, batch) =>
    vector(old.map((value, c) => (m === 0 ? value : (1 - a) * value + a * batch[c])));
  return {
    output: half({ shape, data: output }),
    batchMean: m === 0 ? null : vector(mean),
    runningMean: average(oldMean, mean),
    runningVariance: average(oldVariance, variance),
  };
}

const introduction = {
  protocol: 1,
  name: `${kind} ${dtype}`,
  dtype,
  capabilities: ['training', 'inference'],
  conventions: { runningVarianceCorrection: 0, emptyBatch: 'keep' },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { cmd, seq, operation, case: given } = JSON.parse(line);
  if (cmd === 'stop') break;
  let reply = introduction;
  if (cmd === 'run') {
    try {
      reply = { seq, result: batchNorm(operation, given) };
    } catch (error) {
      reply = { seq, error: error.message };
    }
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
