import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { environmentOf, killFamily, newFamily } from '../adapters/process-family.ts';
import { couldNotRun } from './could-not-run.ts';
import { interruptedBy } from './interrupt/interrupted.ts';
import type { FindingsOf, Job, RunJob, Watch } from './job.ts';
import { guardWorker, interruptingSignal } from './living-workers.ts';
import { REPORT_FD } from './watchdog.ts';
import { workerEnded } from './worker-ended.ts';
import type { WorkerMessage } from './worker-messages.ts';

/** How long a subject may take to load. */
const LOAD_LIMIT_MS = 90_000;

/** What the oracles and the shrinking may take between two calls, beside the time of a call. */
const SLACK_MS = 30_000;

/** How long it may take to end when its job is done: a subject may have left an exit handler that does not end. */
const FAREWELL_MS = 2000;

/** What it printed last gets this long to arrive; a process that it left behind may hold the pipes open for ever. */
const SETTLING_MS = 200;

/**
 * Does a job in a process of its own. Rejects where the process ends early or where it makes no call for too long: a
 * subject that blocks cannot be interrupted in any gentler way; and where this process is interrupted. What the subject prints goes to
 * `onOutput`.
 */
export function createWorkerRunner(onOutput: (text: string) => void): RunJob {
  return async <J extends Job>(job: J, watch: Watch) => {
    const signal = interruptingSignal();
    if (signal !== null) throw interruptedBy(signal);
    // Compiled, the worker lies beside this file under the same extension.
    const here = fileURLToPath(import.meta.url);
    const path = fileURLToPath(new URL(`./worker${extname(here)}`, import.meta.url));
    const family = newFamily();
    const worker = fork(path, {
      env: environmentOf(family),
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    });
    guardWorker(worker);
    worker.once('exit', () => {
      killFamily(family);
      const letGo = () => {
        for (const stream of worker.stdio) stream?.destroy();
      };
      // Pipes that are still open keep this process waiting; nothing else does.
      setTimeout(letGo, SETTLING_MS).unref();
    });
    for (const stream of [worker.stdout, worker.stderr]) {
      stream?.setEncoding('utf8').on('data', onOutput);
    }
    return follow(worker, job, watch);
  };
}

function follow<J extends Job>(worker: ChildProcess, job: J, watch: Watch): Promise<FindingsOf[J['task']]> {
  const lastWords = gather(worker);
  return new Promise((resolve, reject) => {
    /** What it is at; null while it loads. */
    let present: string | null = null;
    let timer = setTimeout(giveUp, LOAD_LIMIT_MS);
    /** Why it could not be told something, where it was there. */
    let unreachable: string | null = null;
    const fail = (outcome: 'errored' | 'timedOut', message: string) => {
      clearTimeout(timer);
      worker.kill('SIGKILL');
      const { number } = lastWords();
      // A call that ends the process at once leaves no time to tell that calls are made.
      if (number !== null) present ??= job.task;
      const where = present === null ? 'while it was being loaded' : `in ${present}`;
      reject(workerEnded(`${message} ${where}.`, { requirement: present, outcome, message, number }));
    };

    function giveUp(): void {
      const limit = present === null ? LOAD_LIMIT_MS : job.timeoutMs + SLACK_MS;
      fail('timedOut', blockedFor(limit));
    }

    const farewell = () => {
      const patience = setTimeout(() => worker.kill('SIGKILL'), FAREWELL_MS);
      worker.once('exit', () => clearTimeout(patience));
    };

    worker.on('message', (message: WorkerMessage | null) => {
      clearTimeout(timer);
      // A subject can reach this channel, too: a library may tell whoever started it that it is ready.
      switch (message?.kind) {
        case 'findings':
          farewell();
          resolve(message.findings as FindingsOf[J['task']]);
          return;
        case 'problem':
          farewell();
          reject(couldNotRun(message.sentence));
          return;
        case 'turn':
          present = message.part;
          watch.onTurn?.(message.part, message.done, message.total);
          break;
        case 'opened':
          watch.onOpened?.(message.subject);
          break;
        case 'finished':
          watch.onFinished?.(message.findings);
          break;
        case 'variant':
          watch.onVariant?.(message.id);
          break;
        case 'alive':
          present ??= job.task;
          watch.onCall?.();
          break;
      }
      timer = setTimeout(giveUp, job.timeoutMs + SLACK_MS);
    });
    worker.on('error', ({ message }) => {
      if (worker.pid === undefined)
        return fail('errored', `The worker process could not be started: ${message}`);
      // A Ctrl-C may have ended it before it was told its job, and this process hears of that later: its end says what it was.
      unreachable = message;
      worker.kill('SIGKILL');
    });
    worker.on('close', (code, signal) => {
      const interruption = interruptingSignal();
      if (interruption !== null) {
        clearTimeout(timer);
        return reject(interruptedBy(interruption));
      }
      if (lastWords().blocked) return fail('timedOut', blockedFor(job.timeoutMs));
      if (unreachable !== null && signal === 'SIGKILL') {
        return fail('errored', `The worker process could not be reached: ${unreachable}`);
      }
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
      fail('errored', `The subject ended its process ${how}`);
    });
    worker.send(job);
  });
}

function blockedFor(ms: number): string {
  return `The subject blocked for more than ${ms < 10_000 ? ms / 1000 : Math.round(ms / 1000)} s`;
}

/** What comes on the report pipe: the case in which a call blocked or ended the process. */
function gather(worker: ChildProcess): () => { readonly blocked: boolean; readonly number: number | null } {
  let text = '';
  const pipe = worker.stdio[REPORT_FD];
  if (pipe instanceof Readable) pipe.setEncoding('utf8').on('data', (part: string) => (text += part));
  return () => {
    const told = /\{"(blocked|ended)":(\d+)\}/.exec(text);
    return { blocked: told?.[1] === 'blocked', number: told === null ? null : Number(told[2]) };
  };
}
