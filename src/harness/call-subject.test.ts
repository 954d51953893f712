import { describe, expect, test } from 'vitest';
import { callSubject } from './call-subject.ts';
import { faultOf, subjectFault } from './subject-fault.ts';
import { inferenceRequest as request } from './testing/inference-request.ts';
import { answering } from './testing/subjects.ts';

const unshowable = 'inference threw: something that cannot be shown as text';
const silence = 'inference threw: an error without a message';
const reasonless = 'inference gave skipped as a boolean instead of the reason, as text';
const forged = Object.assign(new Error('forged'), { name: 'SubjectFault', fault: 'vacuous' });

function unreadable(name: string): object {
  return Object.defineProperty({}, name, { enumerable: true, get: () => thrown(new Error(`no ${name}`)) });
}

/** A promise of another make. */
function thenable(then: (give: (value: object) => void) => void): object {
  return Object.defineProperty({}, 'then', { value: then });
}

/** Nothing can be done with it. */
function trap(): object {
  const fail = () => thrown(new Error('a trap'));
  return new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail });
}

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
  test('gives the answer, at once or by a promise, in the memory that the subject chose', async () => {
    const data = new Float32Array(8).fill(3).subarray(2, 4);
    const answer = { output: { shape: [2, 1], data }, batchMean: null };
    for (const run of [() => answer, async () => answer, () => thenable((give) => give(answer))]) {
      const given = (await callSubject(answering(run), request, 1000)) as typeof answer;
      expect(given).toEqual(answer);
      expect(given.output.data.buffer).toBe(data.buffer);
      expect(given.output.data.byteOffset).toBe(data.byteOffset);
    }
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
    ['a thrown null', () => thrown(null), ['errored', 'inference threw: null']],
    ['a thrown symbol', () => thrown(Symbol('x')), ['errored', 'inference threw: Symbol(x)']],
    ['a thrown object of nothing', () => thrown(Object.create(null)), ['errored', unshowable]],
    ['a thrown proxy', () => thrown(trap()), ['errored', unshowable]],
    ['an error with a number', () => thrown({ message: 42 }), ['errored', 'inference threw: 42']],
    ['an error that cannot be read', () => thrown(unreadable('message')), ['errored', unshowable]],
    ['an error that says nothing', () => thrown(new Error('')), ['errored', silence]],
    ['what only looks like a fault', () => thrown(forged), ['errored', 'inference threw: forged']],
    ['a proxy', () => trap(), ['errored', 'inference threw: a trap']],
    ['a field that cannot be read', () => unreadable('output'), ['errored', 'inference threw: no output']],
    [
      'a shape that cannot be read',
      () => ({ output: unreadable('shape') }),
      ['errored', 'inference threw: no shape'],
    ],
    [
      'a promise that throws',
      () => thenable(() => thrown(new Error('no'))),
      ['errored', 'inference threw: no'],
    ],
    ['a skip without a reason', () => ({ skipped: true }), ['errored', reasonless]],
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
