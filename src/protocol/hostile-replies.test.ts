import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyJson, mutatedJson } from '../fixture-format/testing/mutated-json.ts';
import { decodeRunReply } from './run-reply.ts';
import { decodeStartReply } from './start-reply.ts';
import { arbitraryRequest } from './testing/arbitrary-request.ts';

const introduction = {
  protocol: 1,
  name: 'n',
  version: '1',
  dtype: 'float32',
  capabilities: ['training', 'sequence'],
  conventions: { runningVarianceCorrection: 1, emptyBatch: 'keep' },
  ways: ['a', 'b'],
};
const tensor = { dtype: 'float32', shape: [1, 1], data: 'AACAPw==' };
const vector = { ...tensor, shape: [1] };
const gradient = { gradInput: tensor, gradGamma: vector, gradBeta: null };
const result = {
  output: tensor,
  batchMean: vector,
  runningMean: vector,
  ...gradient,
  steps: [{ output: tensor }, gradient, {}],
};

/** Lines of any kind: of JSON, cut short, with what does not belong there, or no JSON at all. */
function linesLike(sound: unknown): fc.Arbitrary<string> {
  const json = fc
    .oneof({ weight: 4, arbitrary: mutatedJson(sound) }, anyJson)
    .map((value) => JSON.stringify(value));
  const cut = fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
  return fc.oneof({ weight: 4, arbitrary: json }, cut, fc.string({ unit: 'binary' }));
}

function expectClear(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    const { name, message } = error as Error;
    expect(['ProtocolError', 'RefusalError']).toContain(name);
    if (name === 'ProtocolError') expect(message).toMatch(/^(The subject|result|start)/);
    expect(message.length).toBeLessThan(2000);
  }
}

test('no first line of a subject crashes the decoder: it is taken, or refused in a clear sentence', () => {
  fc.assert(
    fc.property(linesLike(introduction), (line) => expectClear(() => decodeStartReply(line))),
    { seed: 91, numRuns: 500 },
  );
});

test('no reply of a subject crashes the decoder: it is taken, or refused in a clear sentence', () => {
  const dtypes = fc.constantFrom(
    'float32' as const,
    'float64' as const,
    'float16' as const,
    'bfloat16' as const,
  );
  const replies = fc.oneof(
    linesLike({ seq: 3, result }),
    linesLike({ seq: 3, skipped: 'why', issueUrl: 'u' }),
  );
  fc.assert(
    fc.property(replies, arbitraryRequest, dtypes, (line, request, dtype) =>
      expectClear(() => decodeRunReply(line, request, 3, dtype)),
    ),
    { seed: 92, numRuns: 800 },
  );
});
