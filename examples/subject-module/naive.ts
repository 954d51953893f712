/** A plain batch norm to check: `bncheck check examples/subject-module/naive.ts` */

interface Request {
  operation: string;
  input: { shape: number[]; data: Float32Array };
  channelAxis: number;
  gamma: Float32Array | null;
  beta: Float32Array | null;
  runningMean: Float32Array;
  runningVariance: Float32Array;
  epsilon: number;
  exponentialAverageFactor: number;
}

function batchNorm(request: Request) {
  const { shape, data } = request.input;
  const channels = shape[request.channelAxis]!;
  const inner = shape.slice(request.channelAxis + 1).reduce((a, b) => a * b, 1);
  const count = data.length / channels;
  const channelOf = (at: number) => Math.floor(at / inner) % channels;
  let mean = request.runningMean;
  let variance = request.runningVariance;

  if (request.operation === 'training') {
    mean = new Float32Array(channels);
    data.forEach((x, at) => {
      mean[channelOf(at)]! += x / count;
    });
    variance = new Float32Array(channels);
    data.forEach((x, at) => {
      variance[channelOf(at)]! += (x - mean[channelOf(at)]!) ** 2 / count;
    });
  }

  const output = data.map((x, at) => {
    const channel = channelOf(at);
    const normalized = (x - mean[channel]!) / Math.sqrt(variance[channel]! + request.epsilon);
    return normalized * (request.gamma?.[channel] ?? 1) + (request.beta?.[channel] ?? 0);
  });
  if (request.operation === 'inference') return { output: { shape, data: output } };

  const a = request.exponentialAverageFactor;
  const average = (old: Float32Array, batch: Float32Array) =>
    old.map((value, channel) => (1 - a) * value + a * batch[channel]!);
  return {
    output: { shape, data: output },
    runningMean: average(request.runningMean, mean),
    runningVariance: average(request.runningVariance, variance),
  };
}

export const subject = {
  name: 'naive',
  dtype: 'float32',
  operations: ['training', 'inference'],
  conventions: {
    runningVarianceCorrection: 0,
    normalizingVarianceCorrection: 0,
    epsilonPlacement: 'inside',
    epsilonFloor: 0,
    oneElement: 'define',
    emptyBatch: 'decay',
  },
  run: batchNorm,
};
