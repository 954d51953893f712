import type { Request, Result, Skipped } from '../../spec/contract.ts';
import { encodeRequest } from '../protocol/encode-request.ts';
import { PROTOCOL_VERSION, type StartMessage, type StopMessage } from '../protocol/messages.ts';
import { isRefusal } from '../protocol/refusal-error.ts';
import { decodeRunReply } from '../protocol/run-reply.ts';
import { decodeStartReply, type SubjectDescription } from '../protocol/start-reply.ts';
import { type LineProcessOptions, startLineProcess } from './line-process.ts';

/** A child process that has introduced itself in the wire protocol. */
export interface SubjectProcess {
  readonly description: SubjectDescription;
  readonly run: (request: Request) => Promise<Result | Skipped>;
  readonly stop: () => Promise<void>;
}

export interface SubjectProcessOptions extends LineProcessOptions {
  /** How long a run may take. */
  readonly timeoutMs: number;
  /** How long the first reply may take: interpreters and libraries can be slow to load. */
  readonly startTimeoutMs: number;
}

const STOP_PATIENCE_MS = 500;

/**
 * Starts a subject and greets it. A run rejects with a RefusalError where the subject refuses the request; any
 * other rejection means that the child is dead and that a new one is needed.
 */
export async function startSubjectProcess(
  command: string,
  args: readonly string[],
  options: SubjectProcessOptions,
): Promise<SubjectProcess> {
  const child = startLineProcess(command, args, options);
  let seq = 0;

  const exchange = async <Reply>(
    message: object,
    timeoutMs: number,
    decode: (line: string) => Reply,
  ): Promise<Reply> => {
    const line = await child.ask(JSON.stringify(message), timeoutMs);
    try {
      const reply = decode(line);
      // More output in the same chunk is known by now, and a call that was answered twice is not answered well.
      const fault = child.fault();
      if (fault !== null) throw fault;
      return reply;
    } catch (error) {
      if (!isRefusal(error)) child.kill();
      throw error;
    }
  };

  const start: StartMessage = { cmd: 'start', protocol: PROTOCOL_VERSION };
  const stop: StopMessage = { cmd: 'stop' };
  try {
    const { description, ignored } = await exchange(start, options.startTimeoutMs, decodeStartReply);
    for (const name of ignored) options.log(`ignored the unknown convention ${JSON.stringify(name)}`);
    return {
      description,
      run: (request) => {
        seq += 1;
        const due = seq;
        return exchange(encodeRequest(request, due, description.dtype), options.timeoutMs, (line) =>
          decodeRunReply(line, request, due, description.dtype),
        );
      },
      stop: () => child.stop(JSON.stringify(stop), STOP_PATIENCE_MS),
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}
