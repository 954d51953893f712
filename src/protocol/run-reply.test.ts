import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request, SequenceRequest, TrainingRequest } from '../../spec/contract.ts';
import { decodeRunReply } from './run-reply.ts';
import { arbitraryTensor, arbitraryVector } from './testing/arbitrary-request.ts';
import { bitsOf } from './testing/bits-of.ts';
import { encodeTensor, encodeVector } from './wire-tensor.ts';

const one = Float32Array.of(1);
const input = { shape: [1, 1], data: one };
const call = { gamma: one, beta: one, epsilon: 0.5, channelAxis: 1 };
const running = { runningMean: one, runningVariance: one };

const training: TrainingRequest = {
  operation: 'training',
  input,
  ...call,
  ...running,
  exponentialAverageFactor: 0.5,
};
const gradient: Request = { operation: 'trainingGradient', input, gradOutput: input, ...call };
const sequence: SequenceRequest = {
  operation: 'sequence',
  ...call,
  ...running,
  exponentialAverageFactor: 0.5,
  steps: [{ call: 'training', input }, { call: 'gradient', gradOutput: input }, { call: 'getState' }],
};

const wireTensor = { dtype: 'float32', shape: [1, 1], data: 'AACAPw==' };
const wireVector = { ...wireTensor, shape: [1] };
const wireGradient = { gradInput: wireTensor, gradGamma: wireVector, gradBeta: wireVector };
const wireState = { runningMean: wireVector, runningVariance: wireVector };

const decode = (reply: object, request: Request) =>
  decodeRunReply(JSON.stringify({ seq: 3, ...reply }), request, 3);

describe('a sound reply', () => {
  it('gives every bit of every value, and nothing for what is null, absent or unknown', () => {
    const optional = fc.option(arbitraryVector);
    const names = ['batchMean', 'batchVariance', 'invStd', 'runningMean', 'runningVariance'] as const;
    const vectors = fc.tuple(optional, optional, optional, optional, optional);
    fc.assert(
      fc.property(arbitraryTensor, vectors, (output, given) => {
        const shown = names.map((name, at) => [name, given[at]!] as const);
        const wire = Object.fromEntries(shown.map(([name, values]) => [name, encodeVector(values)]));
        const result = { output: encodeTensor(output), ...wire, addedLater: 1 };
        const present = Object.fromEntries(shown.filter(([, values]) => values !== null));
        expect(bitsOf(decode({ result, milliseconds: 2 }, training))).toEqual(bitsOf({ output, ...present }));
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  it('gives fresh memory each time', () => {
    const first = decode({ result: wireGradient }, gradient);
    const second = decode({ result: wireGradient }, gradient);
    expect(first).toEqual(second);
    for (const result of [first, second]) {
      expect((result as { gradGamma: Float32Array }).gradGamma.buffer.byteLength).toBe(4);
    }
  });

  it('may leave out the gradient of what was not given', () => {
    const alone = { gradInput: wireTensor, gradGamma: null };
    const given = { ...gradient, gamma: null, beta: null };
    expect(decode({ result: alone }, given)).toEqual({ gradInput: input });
  });

  it('answers a sequence step by step', () => {
    const steps = [{ output: wireTensor }, wireGradient, wireState];
    expect(decode({ result: { steps } }, sequence)).toEqual({
      steps: [{ output: input }, { gradInput: input, gradGamma: one, gradBeta: one }, running],
    });
  });

  it('may give anything for a step that sets the state', () => {
    const steps = [{ call: 'setState', ...running }] as const;
    for (const given of [{}, null, 'done', wireState]) {
      expect(decode({ result: { steps: [given] } }, { ...sequence, steps })).toEqual({ steps: [{}] });
    }
  });

  it('may say that it cannot do this one', () => {
    expect(decode({ skipped: 'rank 5' }, training)).toEqual({ skipped: 'rank 5' });
    expect(decode({ skipped: 'x', issueUrl: 'y' }, training)).toEqual({ skipped: 'x', issueUrl: 'y' });
  });
});

describe('a reply that is wrong says so in a sentence', () => {
  const wrong = (rule: string) => `The subject's reply to run 3 (training) is wrong: ${rule}`;
  const result = (fields: object) => ({ result: { output: wireTensor, ...fields } });

  it.each<[string, object]>([
    ['result must be an object, not [1].', { result: [1] }],
    ['result.output is missing; it must be a tensor {"dtype","shape","data"}.', { result: {} }],
    ['result.output must be a tensor {"dtype","shape","data"}, not null.', result({ output: null })],
    [
      'result.output.dtype must be "float32", "float64", "float16" or "bfloat16", not "int8".',
      result({ output: { ...wireTensor, dtype: 'int8' } }),
    ],
    ['result.output.shape[1] must be a size, not -1.', result({ output: { ...wireTensor, shape: [1, -1] } })],
    ['result.output.shape[0] must be a size, not 1.5.', result({ output: { ...wireTensor, shape: [1.5] } })],
    ['result.output.data must be base64 text, not 7.', result({ output: { ...wireTensor, data: 7 } })],
    [
      'result.output holds 4 bytes in data, but shape [1,2] of float32 needs 8, as many as float16 values would have.',
      result({ output: { ...wireTensor, shape: [1, 2] } }),
    ],
    [
      'result.output holds 4 bytes in data, but shape [1,1] of float64 needs 8, as many as float32 values would have.',
      result({ output: { ...wireTensor, dtype: 'float64' } }),
    ],
    [
      'result.output has data that is no base64: it holds "%".',
      result({ output: { ...wireTensor, data: 'AAC%Pw==' } }),
    ],
    [
      'result.output has data that is no base64: it looks like hexadecimal.',
      result({ output: { ...wireTensor, data: '0000803f' } }),
    ],
    [
      'result.output has data that is no base64: it holds "\'".',
      result({ output: { ...wireTensor, data: `b'${wireTensor.data}'` } }),
    ],
    ['result.batchMean must have rank 1, not shape [1,1].', result({ batchMean: wireTensor })],
    ['result.invStd must be a tensor {"dtype","shape","data"}, not 0.5.', result({ invStd: 0.5 })],
    ['error must be the reason, as text, not {}.', { error: {} }],
    ['it must hold exactly one of result, skipped and error: "{\\"seq\\":3}".', {}],
    [
      'it must hold exactly one of result, skipped and error: "{\\"seq\\":3,\\"skipped\\":\\"a\\",\\"error\\":\\"b\\"}".',
      { skipped: 'a', error: 'b' },
    ],
  ])('%s', (rule, reply) => {
    expect(() => decode(reply, training)).toThrow(wrong(rule));
  });

  it.each<[string, object, Request]>([
    ['result.gradGamma is missing although gamma was given.', { gradInput: wireTensor }, gradient],
    ['result.gradBeta is missing although beta was given.', { ...wireGradient, gradBeta: null }, gradient],
    ['result.steps must be a list, not 3.', { steps: 3 }, sequence],
    ['result.steps must have 3 entries, one a step, not 0.', { steps: [] }, sequence],
    ['result.steps[0].output is missing', { steps: [{}, {}, {}] }, sequence],
    [
      'result.steps[1].gradBeta is missing although beta was given.',
      { steps: [{ output: wireTensor }, { ...wireGradient, gradBeta: undefined }, wireState] },
      sequence,
    ],
    [
      'result.steps[2].runningVariance is missing',
      { steps: [{ output: wireTensor }, wireGradient, { runningMean: wireVector }] },
      sequence,
    ],
  ])('%s', (rule, given, request) => {
    expect(() => decode({ result: given }, request)).toThrow(`(${request.operation}) is wrong: ${rule}`);
  });

  it('quotes the first 80 characters of what is not JSON', () => {
    const long = 'x'.repeat(81);
    expect(() => decodeRunReply(long, training, 3)).toThrow(`is not JSON: "${'x'.repeat(80)}"...`);
    expect(() => decodeRunReply('[]', training, 3)).toThrow(
      "The subject's reply must be a JSON object, not [].",
    );
  });

  it.each([4, '3', null, undefined])('refuses the seq %j', (seq) => {
    expect(() => decode({ seq, ...result({}) }, training)).toThrow(
      `has seq ${JSON.stringify(seq)} where 3 was due`,
    );
  });

  it('throws the words of a subject that refuses, under a name of their own', () => {
    expect(() => decode({ error: 'epsilon is negative' }, training)).toThrow(
      expect.objectContaining({ name: 'RefusalError', message: 'epsilon is negative' }),
    );
  });

  it('never gives a result for a line cut short', () => {
    const line = JSON.stringify({ seq: 3, result: wireGradient });
    fc.assert(
      fc.property(fc.nat({ max: line.length - 1 }), (end) => {
        expect(() => decodeRunReply(line.slice(0, end), gradient, 3)).toThrow(/is not JSON/);
      }),
      { seed: 32 },
    );
  });
});
