import { spawn } from 'node:child_process';
import { protocolError } from '../protocol/protocol-error.ts';
import { quoteStart } from '../protocol/shorten.ts';
import { describeEnd, describeStartFailure } from './describe-end.ts';
import { createLineSplitter } from './line-splitter.ts';
import { namedError } from './named-error.ts';
import { environmentOf, newFamily } from './process-family.ts';
import { guardGroup, killGroup, leadsOwnGroup, releaseGroup } from './process-groups.ts';
import { createTextTail } from './text-tail.ts';

/** A child process that gives one line of output for each line of input. */
export interface LineProcess {
  /** Writes a line and gives the next line of output; one call at a time. */
  readonly ask: (line: string, timeoutMs: number) => Promise<string>;
  /** What went wrong so far, also between calls (a second reply, an exit); null while all is well. */
  readonly fault: () => Error | null;
  /** Kills the child and all that it started. */
  readonly kill: () => void;
  /** Writes the last line, waits for the child to end by itself, and kills it if it does not. */
  readonly stop: (line: string, patienceMs: number) => Promise<void>;
}

export interface LineProcessOptions {
  readonly maxReplyBytes: number;
  readonly log: (text: string) => void;
}

interface Waiting {
  readonly resolve: (line: string) => void;
  readonly reject: (fault: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** A child that has ended, or has closed its input, gets this long for the other signs of it to arrive. */
const SETTLING_MS = 200;

/**
 * Starts a child without a shell. The first fault ends it: the child is killed, and the call that waits, or
 * else the next one, rejects with an error that says in one sentence what happened.
 */
export function startLineProcess(
  command: string,
  args: readonly string[],
  { maxReplyBytes, log }: LineProcessOptions,
): LineProcess {
  const family = newFamily();
  const child = spawn(command, args, {
    detached: leadsOwnGroup,
    windowsHide: true,
    env: environmentOf(family),
  });
  const splitter = createLineSplitter(maxReplyBytes);
  const stderr = createTextTail();
  let waiting: Waiting | null = null;
  let fault: Error | null = null;
  let stopping = false;

  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid);
  };

  const settle = (): Waiting | null => {
    const settled = waiting;
    waiting = null;
    clearTimeout(settled?.timer);
    return settled;
  };

  const fail = (error: Error): void => {
    if (fault === null) {
      fault = error;
      kill();
    }
    settle()?.reject(fault);
  };

  const onLine = (line: string): void => {
    const caller = settle();
    if (caller !== null) caller.resolve(line);
    else
      fail(
        protocolError(`The subject sent a line that nobody asked for, after its reply: ${quoteStart(line)}.`),
      );
  };

  const ended = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      if (!stopping)
        fail(
          namedError('CrashError', `${describeEnd(code, signal, splitter.unfinished())}${stderr.quote()}`),
        );
      resolve();
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      fail(namedError('CrashError', describeStartFailure(command, error)));
      resolve();
    });
  });

  if (child.pid !== undefined) guardGroup(child.pid, family);
  child.once('exit', () => {
    releaseGroup(child.pid!);
    // 'close' waits for the pipes, which a process that left the group may hold open for ever.
    setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, SETTLING_MS).unref();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (fault !== null) return;
    try {
      for (const line of splitter.push(chunk)) onLine(line);
    } catch (error) {
      fail(error as Error);
    }
  });
  child.stdout.on('end', () => {
    // Mostly the child ends, too, and 'close' tells how.
    const closed = () => fail(protocolError(`The subject closed its standard output.${stderr.quote()}`));
    if (!stopping) setTimeout(closed, SETTLING_MS).unref();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr.push(text);
    log(`stderr: ${text.trimEnd()}`);
  });
  child.stdin.on('error', () => {
    // Mostly the child has ended, and 'close' is about to tell more.
    const closed = () => fail(protocolError(`The subject closed its standard input.${stderr.quote()}`));
    if (!stopping) setTimeout(closed, SETTLING_MS).unref();
  });

  const onTimeout = (timeoutMs: number, late: Waiting): void => {
    if (waiting !== late) return;
    const begun = splitter.unfinished();
    const partial = begun === '' ? '' : ` It had begun a line: ${quoteStart(begun)}.`;
    const sentence = `The subject did not answer within ${timeoutMs} ms and was killed.${partial}${stderr.quote()}`;
    fail(namedError('TimeoutError', sentence));
  };

  const ask = (line: string, timeoutMs: number): Promise<string> =>
    new Promise((resolve, reject) => {
      if (fault !== null) return reject(fault);
      // Where this process itself was busy for so long, the reply may lie unread: setImmediate reads it first.
      const timer = setTimeout(() => setImmediate(onTimeout, timeoutMs, caller), timeoutMs);
      const caller: Waiting = { resolve, reject, timer };
      waiting = caller;
      child.stdin.write(`${line}\n`);
    });

  const stop = async (line: string, patienceMs: number): Promise<void> => {
    stopping = true;
    if (fault === null) child.stdin.end(`${line}\n`);
    const timer = setTimeout(kill, patienceMs);
    await ended;
    clearTimeout(timer);
  };

  return { ask, fault: () => fault, kill, stop };
}
