import type { Request, Subject, Values } from '../../spec/contract.ts';

/** A call that every implementation should survive: two numbers of one channel. Null where only sequences are offered. */
export function plainRequest({ operations, dtype, ways }: Omit<Subject, 'run'>): Request | null {
  const values = (...numbers: readonly number[]): Values =>
    dtype === 'float64' ? Float64Array.from(numbers) : Float32Array.from(numbers);
  const input = { shape: [2, 1], data: values(1, 3) };
  const call = { input, gamma: values(1), beta: values(0), epsilon: 0.5, channelAxis: 1 };
  const way = ways?.[0] === undefined ? {} : { way: ways[0] };
  const running = { runningMean: values(0), runningVariance: values(1) };
  const gradOutput = { shape: [2, 1], data: values(1, -1) };
  const requests: readonly Request[] = [
    { operation: 'inference', ...call, ...running, ...way },
    { operation: 'training', ...call, ...running, exponentialAverageFactor: 0.5, ...way },
    { operation: 'inferenceGradient', ...call, ...running, gradOutput, ...way },
    { operation: 'trainingGradient', ...call, gradOutput, ...way },
  ];
  return requests.find(({ operation }) => operations.includes(operation)) ?? null;
}
