import type { Request, Result, Skipped } from '../../spec/contract.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import { isRefusal } from '../protocol/refusal-error.ts';
import { quoteStart } from '../protocol/shorten.ts';
import { namedError } from './named-error.ts';
import { plainRequest } from './plain-request.ts';
import { createSilentOperations } from './silent-operations.ts';
import { type SubjectProcess, type SubjectProcessOptions, startSubjectProcess } from './subject-process.ts';

export type ProcessSubjectOptions = Partial<SubjectProcessOptions>;

const DEFAULTS: SubjectProcessOptions = {
  timeoutMs: 10_000,
  startTimeoutMs: 60_000,
  maxReplyBytes: 64 * 1024 * 1024,
  log: () => {},
};

const MAX_FAILURES_IN_A_ROW = 5;

/**
 * A subject that runs as a child process and speaks the wire protocol on its standard input and output.
 *
 * Runs go one at a time, in the order of the calls. A crash (CrashError), a hang (TimeoutError) or a breach of
 * the protocol (ProtocolError) rejects that run and kills the child with all it started; the next run gets a
 * new child. After five such failures in a row the subject is asked once more what it last answered well, or
 * two plain numbers where it never did; if it cannot even do that, every further run rejects with a GaveUpError. An operation that runs
 * out of time three times in a row, and on two plain numbers then, is not asked again: a TimeoutError at once. An `error` reply rejects with a
 * RefusalError and costs nothing. Rejects where the program cannot be started or introduces itself wrongly.
 */
export async function createProcessSubject(
  command: string,
  args: readonly string[],
  options: ProcessSubjectOptions = {},
): Promise<DeclaringSubject> {
  const settings = { ...DEFAULTS, ...options };
  const start = () => startSubjectProcess(command, args, settings);
  let child: SubjectProcess | null = await start();
  const { description } = child;
  let failuresInARow = 0;
  let known: Request | null = plainRequest(description);
  let dead: Error | null = null;
  let lastFault = '';
  const silence = createSilentOperations(description);

  const tryOnce = async (request: Request): Promise<Result | Skipped> => {
    try {
      if (child === null) {
        settings.log('starting it again');
        child = await start();
      }
      const answer = await child.run(request);
      known = request;
      failuresInARow = 0;
      silence.note(request, false);
      return answer;
    } catch (error) {
      silence.note(request, (error as Error).name === 'TimeoutError');
      if (isRefusal(error) && child !== null) failuresInARow = 0;
      else {
        child = null;
        failuresInARow += 1;
        lastFault = (error as Error).message;
      }
      throw error;
    }
  };

  /** Tells a subject that fails on some requests, however many in a row, from one that is broken for good. */
  const stillAnswers = (): Promise<boolean> =>
    known === null
      ? Promise.resolve(false)
      : tryOnce(known).then(
          () => true,
          // A refusal is an answer too.
          () => failuresInARow === 0,
        );

  const isSilent = (plain: Request): Promise<boolean> =>
    tryOnce(plain).then(
      () => false,
      (error: Error) => error.name === 'TimeoutError',
    );

  const run = async (request: Request): Promise<Result | Skipped> => {
    if (dead === null && failuresInARow >= MAX_FAILURES_IN_A_ROW && !(await stillAnswers())) {
      const sentence = `Gave up on the subject ${quoteStart(description.name)}: it failed ${failuresInARow} times in a row, each time in a new process. The last time: ${lastFault}`;
      dead = namedError('GaveUpError', sentence);
    }
    if (dead !== null) throw dead;
    const doubt = silence.doubt(request);
    if (doubt !== null && (await isSilent(doubt))) silence.giveUp(request);
    const reason = silence.reason(request);
    if (reason !== null) throw namedError('TimeoutError', reason);
    return tryOnce(request);
  };

  const inTurn = createQueue();
  return {
    ...description,
    run: (request) => inTurn(() => run(request)),
    close: () =>
      inTurn(async () => {
        dead ??= new Error(`The subject ${JSON.stringify(description.name)} was closed.`);
        const last = child;
        child = null;
        await last?.stop();
      }),
  };
}

/** Starts each task when all before it have settled. */
function createQueue(): <Value>(task: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => {});
    return mine;
  };
}
