import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InferenceRequest, Subject } from '../../spec/contract.ts';
import { createProcessSubject } from './process-subject.ts';
import { createPidLog, stillLiving } from './testing/living-processes.ts';
import { oneValueRequest } from './testing/one-value-request.ts';

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const hostile = pathOf('testing/hostile.mjs');

async function withSubject(
  args: readonly string[],
  use: (subject: Subject) => Promise<void>,
  timeoutMs = 10_000,
): Promise<void> {
  const { log, pids } = createPidLog();
  const subject = await createProcessSubject(process.execPath, [hostile, ...args], { log, timeoutMs });
  try {
    await use(subject);
  } finally {
    await subject.close?.();
  }
  expect(await stillLiving(pids())).toEqual([]);
}

const crashing: InferenceRequest = { ...oneValueRequest, epsilon: 0 };

async function endOf(subject: Subject, request: InferenceRequest): Promise<string> {
  try {
    await subject.run(request);
    return 'answered';
  } catch (error) {
    return (error as Error).name;
  }
}

async function sentenceOf(subject: Subject, request: InferenceRequest): Promise<string> {
  try {
    await subject.run(request);
    return 'answered';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a process subject', () => {
  it('keeps what the child says of itself, with the defaults filled in', async () => {
    await withSubject(['is good'], async (subject) => {
      expect(subject).toMatchObject({ name: 'hostile', dtype: 'float32', operations: ['inference'] });
      expect(subject.conventions).toEqual({
        runningVarianceCorrection: 0,
        normalizingVarianceCorrection: 0,
        epsilonPlacement: 'inside',
        epsilonFloor: 0,
        oneElement: 'define',
        emptyBatch: 'unspecified',
      });
      expect(subject).not.toHaveProperty('version');
    });
  });

  it('gives back every bit of every value, in order, however many calls are made at once', async () => {
    await withSubject(['is good'], async (subject) => {
      const inputs = fc.array(fc.uint32Array({ maxLength: 50 }), { minLength: 1, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(inputs, async (calls) => {
          const answers = await Promise.all(
            calls.map((bits) => {
              const data = new Float32Array(bits.buffer, bits.byteOffset, bits.length);
              return subject.run({ ...oneValueRequest, input: { shape: [data.length, 1], data } });
            }),
          );
          const back = answers.map((answer) => {
            const { shape, data } = (answer as { output: InferenceRequest['input'] }).output;
            expect(shape).toEqual([data.length, 1]);
            return Array.from(new Uint32Array(data.buffer));
          });
          expect(back).toEqual(calls.map((bits) => Array.from(bits)));
        }),
        { seed: 11, numRuns: 30 },
      );
    });
  });

  it('is started again after each crash, and answers the next request', async () => {
    await withSubject(['crashes when epsilon is 0'], async (subject) => {
      const ends: string[] = [];
      for (const request of [
        oneValueRequest,
        crashing,
        oneValueRequest,
        crashing,
        crashing,
        oneValueRequest,
      ]) {
        ends.push(await endOf(subject, request));
      }
      expect(ends).toEqual(['answered', 'CrashError', 'answered', 'CrashError', 'CrashError', 'answered']);
    });
  });

  it('is not given up for crashing on many requests in a row while it answers others', async () => {
    await withSubject(['crashes when epsilon is 0'], async (subject) => {
      expect(await endOf(subject, oneValueRequest)).toBe('answered');
      for (let count = 0; count < 8; count += 1) expect(await endOf(subject, crashing)).toBe('CrashError');
      expect(await endOf(subject, oneValueRequest)).toBe('answered');
    });
  });

  it('is not given up where its first requests are all of the kind that it crashes on', async () => {
    await withSubject(['crashes when epsilon is 0'], async (subject) => {
      for (let count = 0; count < 7; count += 1) expect(await endOf(subject, crashing)).toBe('CrashError');
      expect(await endOf(subject, oneValueRequest)).toBe('answered');
    });
  });

  it('is given up after five failures in a row when it does not even answer a plain request', async () => {
    await withSubject(['exits mid-case'], async (subject) => {
      for (let count = 0; count < 5; count += 1) {
        expect(await endOf(subject, oneValueRequest)).toBe('CrashError');
      }
      await expect(subject.run(oneValueRequest)).rejects.toThrow(
        'Gave up on the subject "hostile": it failed 6 times in a row, each time in a new process. The last time: The subject exited with code 7.',
      );
      expect(await endOf(subject, oneValueRequest)).toBe('GaveUpError');
    });
  });

  const SHORT_MS = 300;
  const silent = { ...oneValueRequest, epsilon: 0 };

  it('is asked on where it is silent on many requests in a row and answers two plain numbers', async () => {
    await withSubject(
      ['is silent when epsilon is 0'],
      async (subject) => {
        const ends: string[] = [];
        for (let count = 0; count < 5; count += 1) ends.push(await sentenceOf(subject, silent));
        for (const end of ends) expect(end).toContain('did not answer within 300 ms');
        expect(await endOf(subject, oneValueRequest)).toBe('answered');
      },
      SHORT_MS,
    );
  });

  it('is not asked any longer for an operation that is silent in one way of use, and still in another', async () => {
    await withSubject(
      ['is silent in one way'],
      async (subject) => {
        const inWay = (way: string) => ({ ...oneValueRequest, way });
        for (let count = 0; count < 3; count += 1) {
          expect(await sentenceOf(subject, inWay('b'))).toContain('did not answer');
          expect(await endOf(subject, inWay('a'))).toBe('answered');
        }
        const gone =
          'inference ran out of time 3 times in a row, and then on two plain numbers: it is not asked again.';
        expect(await sentenceOf(subject, inWay('b'))).toBe(gone);
        const before = performance.now();
        for (let count = 0; count < 20; count += 1) expect(await sentenceOf(subject, inWay('b'))).toBe(gone);
        expect(performance.now() - before).toBeLessThan(20 * SHORT_MS);
        expect(await endOf(subject, inWay('a'))).toBe('answered');
      },
      SHORT_MS,
    );
  });

  it('rejects every run after it was closed', async () => {
    const subject = await createProcessSubject(process.execPath, [hostile, 'is good']);
    await subject.close?.();
    await subject.close?.();
    await expect(subject.run(oneValueRequest)).rejects.toThrow('The subject "hostile" was closed.');
  });

  it('says so where there is no such program', async () => {
    await expect(createProcessSubject('no-such-program-here', [])).rejects.toThrow(
      'The program "no-such-program-here" cannot be started: there is no such program.',
    );
  });

  it('says so where the program may not be executed', async () => {
    await expect(createProcessSubject(pathOf('named-error.ts'), [])).rejects.toThrow(
      'it may not be executed',
    );
  });
});

describe('no child outlives bncheck', () => {
  const finishers = [
    ['by process.exit', 'exit', null],
    ['by an error that nobody catches', 'throw', null],
    ['by an interrupt', 'signal', 'SIGINT'],
    ['by a request to terminate', 'signal', 'SIGTERM'],
  ] as const;

  it.concurrent.each(finishers)('when it ends %s in the middle of a run', async (_, way, signal) => {
    const parent = spawn(process.execPath, [pathOf('testing/abandon-subject.mjs'), way], { stdio: 'pipe' });
    const ended = new Promise((resolve) => parent.once('exit', (code, by) => resolve(by ?? code)));
    const { log, pids } = createPidLog();
    await new Promise<void>((resolve) => {
      parent.stdout.on('data', (chunk) => {
        log(String(chunk));
        if (pids().length === 2) resolve();
      });
    });
    if (signal === null) parent.stdin.write('now\n');
    else parent.kill(signal);
    expect(await ended).toBe(signal ?? (way === 'exit' ? 0 : 1));
    expect(await stillLiving(pids())).toEqual([]);
  });
});
