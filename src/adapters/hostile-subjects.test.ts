import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createProcessSubject } from './process-subject.ts';
import { createPidLog, stillLiving } from './testing/living-processes.ts';
import { oneValueRequest } from './testing/one-value-request.ts';

const hostile = fileURLToPath(new URL('testing/hostile.mjs', import.meta.url));

/** Long enough for a busy machine where an answer is due, short where none will come. */
function patienceWith(mode: string): { readonly timeoutMs: number; readonly startTimeoutMs: number } {
  const hangs = mode.includes('hangs') && !mode.includes('start');
  return { timeoutMs: hangs ? 300 : 10_000, startTimeoutMs: mode === 'hangs at the start' ? 1500 : 10_000 };
}

/** Runs one request (or more) and tells how the last ended, after making sure that no process is left. */
async function meet(mode: string, requests = 1): Promise<string> {
  const { log, pids } = createPidLog();
  const options = { ...patienceWith(mode), maxReplyBytes: 100_000, log };
  const ended = await createProcessSubject(process.execPath, [hostile, mode], options)
    .then(async (subject) => {
      try {
        for (let count = 1; count < requests; count += 1) {
          await subject.run(oneValueRequest);
          await pause(250); // whatever comes late arrives meanwhile
        }
        return JSON.stringify(await subject.run(oneValueRequest));
      } finally {
        await subject.close?.();
      }
    })
    .catch((error: Error) => `${error.name}: ${error.message}`);
  expect(pids().length).toBeGreaterThan(0);
  expect(await stillLiving(pids())).toEqual([]);
  return ended;
}

const pidLine = '(pid \\d+\\\\n)*';

describe('a subject that cannot start is refused in a sentence, and no process is left', () => {
  it.concurrent.each([
    ['exits at once', `^CrashError: The subject exited with code 3\\. Its stderr ends: "pid \\d+"\\.$`],
    [
      'prints before the handshake',
      '^ProtocolError: The subject prints to stdout before it answers: "Loading the model\\.\\.\\."\\. Only replies belong there; logs go to stderr\\.$',
    ],
    [
      'prints an array at the start',
      '^ProtocolError: The subject prints to stdout before it answers: "\\[1\\]"',
    ],
    ['hangs at the start', '^TimeoutError: The subject did not answer within 1500 ms and was killed\\.'],
    [
      'speaks version 2',
      '^ProtocolError: The subject speaks version 2 of the protocol; this bncheck speaks version 1 only\\.$',
    ],
    [
      'speaks no version',
      "^ProtocolError: The subject's start reply is wrong: protocol must be the version that it speaks \\(1\\), not undefined\\.$",
    ],
    ['refuses to start', '^RefusalError: The subject refused to start: "no GPU here"\\.$'],
  ])('%s', async (mode, sentence) => {
    expect(await meet(mode)).toMatch(new RegExp(sentence));
  });
});

describe('a subject that misbehaves in a run is killed, and the run ends in a sentence', () => {
  it.concurrent.each([
    [
      'exits mid-case',
      `^CrashError: The subject exited with code 7\\. Its stderr ends: "${pidLine}assertion failed\\\\nat kernel 5"\\.$`,
    ],
    ['is killed mid-case', '^CrashError: The subject was ended by SIGSEGV\\.'],
    ['prints garbage', `^ProtocolError: The subject's reply is not JSON: "\\\\u0000\\\\u0007%%%"\\.$`],
    ['prints an empty line', `^ProtocolError: The subject's reply is not JSON: ""\\.$`],
    [
      'prints half a line and exits',
      '^CrashError: The subject exited with code 0 in the middle of a line: "{\\\\"seq\\\\":1,\\\\"res"\\.',
    ],
    [
      'prints half a line and hangs',
      '^TimeoutError: The subject did not answer within 300 ms and was killed\\. It had begun a line: "{\\\\"seq',
    ],
    ['answers with a wrong seq', `^ProtocolError: The subject's reply has seq 2 where 1 was due: "{`],
    [
      'answers twice at once',
      '^ProtocolError: The subject sent a line that nobody asked for, after its reply: "{',
    ],
    [
      'floods in one line',
      '^ProtocolError: The subject floods its output: one line is longer than 100000 bytes\\.$',
    ],
    [
      'floods in many lines',
      `^ProtocolError: The subject's reply has seq undefined where 1 was due: "{}"\\.$`,
    ],
    ['prints invalid UTF-8', `^ProtocolError: The subject's reply is not valid UTF-8; it starts "{��"\\.$`],
    ['hangs', '^TimeoutError: The subject did not answer within 300 ms and was killed\\.'],
    [
      'hangs with a child of its own',
      '^TimeoutError: The subject did not answer within 300 ms and was killed\\.',
    ],
    [
      'gives too few bytes',
      `^ProtocolError: The subject's reply to run 1 \\(inference\\) is wrong: result\\.output holds 3 bytes in data, but shape \\[1,1\\] of float32 needs 4\\.$`,
    ],
    [
      'gives a huge shape',
      'holds 4 bytes in data, but shape \\[1000000000,1000000000\\] of float32 needs 4000000000000000000\\.$',
    ],
    ['gives an unknown dtype', 'result\\.output has dtype "float16", but the subject declares "float32"\\.$'],
    ['gives no output', 'result\\.output is missing; it must be a tensor {"dtype","shape","data"}\\.$'],
    ['answers nothing', 'it must hold exactly one of result, skipped and error: "{\\\\"seq\\\\":1}"\\.$'],
    [
      'sends compressed bytes',
      `^ProtocolError: The subject's reply is not valid UTF-8; it starts "\\\\u001f`,
    ],
    ['puts a NUL behind its answer', `^ProtocolError: The subject's reply is not JSON: "{`],
    ['gives an infinite size', 'result\\.output\\.shape\\[0\\] must be a size, not Infinity\\.$'],
    ['gives steps in steps', '^{"output":'],
    ['gives the prototype fields', '^{"output":{"shape":\\[1,1\\],"data":{"0":0}}}$'],
    ['writes lines as Windows does', '^{"output":'],
    ['closes its stdout', '^ProtocolError: The subject closed its standard output\\.'],
    ['answers and leaves a daemon', '^{"output":'],
    ['leaves a daemon that holds the pipes', '^CrashError: The subject exited with code 4\\.'],
    ['refuses', '^RefusalError: epsilon must be positive$'],
    ['skips', '^{"skipped":"no rank 2","issueUrl":"https://example.org/7"}$'],
    ['declares an unknown convention', '^{"output":'],
    ['ignores the stop', '^{"output":'],
  ])('%s', async (mode, sentence) => {
    expect(await meet(mode)).toMatch(new RegExp(sentence));
  });
});

describe('what goes wrong between two runs ends the second', () => {
  it.concurrent.each([
    [
      'answers twice, later',
      '^ProtocolError: The subject sent a line that nobody asked for, after its reply: "{',
    ],
    ['exits after its answer', '^CrashError: The subject exited with code 5\\.'],
    ['closes its stdin', '^ProtocolError: The subject closed its standard input\\.'],
  ])('%s', async (mode, sentence) => {
    expect(await meet(mode, 2)).toMatch(new RegExp(sentence));
  });
});
