import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeRequest } from './encode-request.ts';
import { runMessage } from './messages.ts';
import { arbitraryRequest } from './testing/arbitrary-request.ts';
import { bitsOf } from './testing/bits-of.ts';
import { decodeScalar } from './wire-scalar.ts';
import { incomingTensor } from './wire-tensor.ts';

const scalars = ['epsilon', 'channelAxis', 'exponentialAverageFactor'];

/** Reads a case back as an adapter would: by the form and the names of its fields alone. */
function readBack(name: string, value: unknown): unknown {
  if (scalars.includes(name)) return decodeScalar(value as number | 'NaN');
  if (Array.isArray(value)) return value.map((entry) => readFields(entry));
  if (typeof value !== 'object' || value === null) return value;
  const { shape, data } = incomingTensor.parse(value);
  return ['input', 'gradOutput'].includes(name) ? { shape, data } : data;
}

function readFields(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, readBack(name, value)]));
}

it('carries every bit of every request through one line of JSON', () => {
  fc.assert(
    fc.property(arbitraryRequest, fc.nat(), (request, seq) => {
      const line = JSON.stringify(encodeRequest(request, seq));
      expect(line).not.toContain('\n');
      const { cmd, seq: sent, case: fields, ...head } = JSON.parse(line);
      expect([cmd, sent]).toEqual(['run', seq]);
      expect(bitsOf({ ...head, ...readFields(fields) })).toEqual(bitsOf(request));
    }),
    { seed: 21, numRuns: 300 },
  );
});

it('sends nothing but what the schema of the message describes', () => {
  fc.assert(
    fc.property(arbitraryRequest, fc.nat(), (request, seq) => {
      const message = JSON.parse(JSON.stringify(encodeRequest(request, seq)));
      expect(runMessage.parse(message)).toEqual(message);
    }),
    { seed: 22, numRuns: 300 },
  );
});

it('writes little-endian bytes in base64', () => {
  const request = {
    operation: 'trainingGradient',
    input: { shape: [1, 1], data: Float32Array.of(1) },
    gradOutput: { shape: [1, 1], data: Float64Array.of(1) },
    gamma: null,
    beta: null,
    epsilon: Number.NaN,
    channelAxis: 1,
  } as const;
  expect(encodeRequest(request, 7)).toEqual({
    cmd: 'run',
    seq: 7,
    operation: 'trainingGradient',
    case: {
      input: { dtype: 'float32', shape: [1, 1], data: 'AACAPw==' },
      gradOutput: { dtype: 'float64', shape: [1, 1], data: 'AAAAAAAA8D8=' },
      gamma: null,
      beta: null,
      epsilon: 'NaN',
      channelAxis: 1,
    },
  });
});
