import { describe, expect, test } from 'vitest';
import type { InferenceRequest } from '../../spec/contract.ts';
import { callSubject } from './call-subject.ts';
import { faultOf, subjectFault } from './subject-fault.ts';
import { answering } from './testing/subjects.ts';

const request: InferenceRequest = {
  operation: 'inference',
  input: { shape: [1, 1], data: Float32Array.of(1) },
  gamma: null,
  beta: null,
  runningMean: Float32Array.of(0),
  runningVariance: Float32Array.of(1),
  epsilon: 0.5,
  channelAxis: 1,
};

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/** The kind and the sentence of the fault that a call ends with. */
async function faultFrom(run: () => unknown): Promise<readonly [string | null, string]> {
  try {
    await callSubject(answering(run), request, 30);
  } catch (error) {
    return [faultOf(error), (error as Error).message];
  }
  return [null, 'no fault'];
}

describe('a call of a subject', () => {
  test('gives the answer as it is, at once or by a promise', async () => {
    const answer = { output: request.input };
    expect(
      await callSubject(
        answering(() => answer),
        request,
        30,
      ),
    ).toBe(answer);
    expect(
      await callSubject(
        answering(async () => answer),
        request,
        30,
      ),
    ).toBe(answer);
  });

  test('passes on what is no result, for the contract to judge', async () => {
    expect(
      await callSubject(
        answering(() => undefined),
        request,
        30,
      ),
    ).toBeUndefined();
    expect(
      await callSubject(
        answering(async () => null),
        request,
        30,
      ),
    ).toBeNull();
  });
});

describe('a fault', () => {
  test.each([
    ['a throw', () => thrown(new Error('no such axis')), ['errored', 'inference threw: no such axis']],
    ['a rejection', async () => thrown(new Error('no')), ['errored', 'inference threw: no']],
    ['a thrown string', () => thrown('plainly no'), ['errored', 'inference threw: plainly no']],
    ['a rejected undefined', async () => thrown(undefined), ['errored', 'inference threw: undefined']],
    ['a dead process', () => thrown(named('CrashError', 'exit 1')), ['broken', 'inference threw: exit 1']],
    ['nonsense', () => thrown(named('ProtocolError', 'no JSON')), ['broken', 'inference threw: no JSON']],
    ['a time-out of its own', () => thrown(named('TimeoutError', 'slow')), ['timedOut', 'slow']],
    ['a skip', () => ({ skipped: 'no rank 5' }), ['skipped', 'no rank 5']],
    ['a promised skip', async () => ({ skipped: 'no rank 5' }), ['skipped', 'no rank 5']],
    ['a fault', () => thrown(subjectFault('broken', 'gone')), ['broken', 'gone']],
  ] as const)('is %s', async (_, run, expected) => {
    expect(await faultFrom(run)).toEqual(expected);
  });

  test('is a promise that never settles, after the time that was given', async () => {
    const begin = performance.now();
    const fault = await faultFrom(() => new Promise(() => {}));
    expect(fault).toEqual(['timedOut', 'inference gave no answer within 30 ms']);
    // Timers may be a little early.
    expect(performance.now() - begin).toBeGreaterThan(25);
  });

  test('says the first line only, and at most 300 characters of it', async () => {
    const [, sentence] = await faultFrom(() => thrown(new Error(`${'x'.repeat(500)}\nat line 1`)));
    expect(sentence).toBe(`inference threw: ${'x'.repeat(300)}`);
  });
});

test('an error that no subject caused is no fault', () => {
  expect(faultOf(new Error('a bug of ours'))).toBeNull();
  expect(faultOf('a string')).toBeNull();
});

function thrown(error: unknown): never {
  throw error;
}
