import { createProcessSubject } from '../../adapters/process-subject.ts';
import { splitCommand } from '../../adapters/split-command.ts';
import type { Operation } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import type { DeclaringSubject } from '../../protocol/declaring-subject.ts';
import { couldNotRun } from '../could-not-run.ts';
import { openSubject } from '../open-subject.ts';
import { answerAtEnd } from './answer-at-end.ts';
import type { Asked } from './ask.ts';
import { askArguments } from './ask-arguments.ts';
import { askLayout } from './ask-layout.ts';
import { askLongLine } from './ask-long-line.ts';
import { askOperation } from './ask-operation.ts';
import { askSpeed } from './ask-speed.ts';
import { explainFault, NO_LINE_FEED } from './explain-fault.ts';
import type { SmokeFindings, SmokeLine } from './smoke-findings.ts';

export interface SmokeOptions {
  /** How long the first reply may take; by default as long as any other. */
  readonly startTimeoutMs?: number;
  /** Lets the caller watch the calls. */
  readonly wrap?: (opened: DeclaringSubject) => DeclaringSubject;
}

/** Tests an adapter itself, in a few dozen calls. Rejects only where there is no such subject. */
export async function runSmoke(
  text: string,
  timeoutMs: number,
  { startTimeoutMs = timeoutMs, wrap = (opened) => opened }: SmokeOptions = {},
): Promise<SmokeFindings> {
  let subject: DeclaringSubject;
  try {
    subject = wrap(await open(text, timeoutMs, startTimeoutMs));
  } catch (error) {
    if (!text.startsWith('cmd:')) throw error;
    return { subject: null, lines: [startLine(error as Error, text)] };
  }
  try {
    const lines = [introduction(subject)];
    for (const way of subject.ways ?? [null]) lines.push(...(await askAll({ subject, timeoutMs, way })));
    return { subject: subject.name, lines: mergeEqual(lines) };
  } finally {
    await subject.close?.();
  }
}

function open(text: string, timeoutMs: number, startTimeoutMs: number): Promise<DeclaringSubject> {
  if (!text.startsWith('cmd:')) return openSubject(text, timeoutMs);
  const { command, args } = splitCommand(text);
  return createProcessSubject(command, args, { timeoutMs, startTimeoutMs });
}

function startLine({ name, message }: Error, text: string): SmokeLine {
  if (message.includes('cannot be started')) throw couldNotRun(message);
  return {
    verdict: 'wrong',
    about: 'start',
    text: name === 'TimeoutError' ? silence(message, text) : explainFault(message),
  };
}

/** Why a program says nothing at all. */
function silence(message: string, text: string): string {
  const { command, args } = splitCommand(text);
  const answer = answerAtEnd(command, args);
  if (answer !== null && !answer.includes('\n')) return `${message} ${NO_LINE_FEED}`;
  if (answer !== null)
    return `${message} It answers once its input ends: it does not flush stdout after each reply, or it reads all of its input before it answers. Flush after each line (print(..., flush=True), std::endl, fflush(stdout)), and read line by line.`;
  return `${message} Where it only loads slowly, give it longer with --timeout; else see that it reads a line from stdin, answers it, and flushes stdout (a PrintWriter of Java loses what is not flushed).`;
}

function introduction({ operations, conventionsDeclared, dtype }: DeclaringSubject): SmokeLine {
  const text = `${dtype}, ${operations.join(', ')}`;
  if (conventionsDeclared) return { verdict: 'right', about: 'start', text };
  const undeclared =
    'no conventions are declared: bncheck will find them out, but cannot tell a slip from a custom';
  return { verdict: 'note', about: 'start', text: `${text}; ${undeclared}` };
}

/** The same mistake in several operations is one line. */
function mergeEqual(lines: readonly SmokeLine[]): readonly SmokeLine[] {
  const merged: SmokeLine[] = [];
  for (const line of lines) {
    const at = merged.findIndex(({ verdict, text }) => verdict === 'wrong' && text === line.text);
    if (at < 0) merged.push(line);
    else merged[at] = { ...merged[at]!, about: `${merged[at]!.about}, ${line.about}` };
  }
  return merged;
}

async function askAll(asked: Asked): Promise<readonly SmokeLine[]> {
  const operations = askable(asked.subject.operations);
  const lines: SmokeLine[] = [];
  const place = asked.way === null ? '' : ` (way ${asked.way})`;
  const done = () => lines.map((line) => ({ ...line, about: `${line.about}${place}` }));
  for (const operation of operations) {
    const found = await askOperation(operation, asked);
    lines.push(...found.lines);
    if (found.last) return done();
  }
  const first = operations.find((operation) =>
    lines.some(({ about, verdict }) => about === operation && verdict === 'right'),
  );
  if (first === undefined || lines.some(({ verdict }) => verdict === 'wrong')) return done();
  lines.push(...(await askLayout(first, asked)));
  lines.push(...(await askArguments(first, asked)));
  lines.push(...(await askLongLine(first, asked)));
  if (!lines.some(({ verdict }) => verdict === 'wrong')) lines.push(await askSpeed(first, asked));
  return done();
}

/** The operations that a case can ask for, of those that a subject offers. */
function askable(operations: readonly Operation[]): readonly CaseOperation[] {
  return (['inference', 'training', 'trainingGradient', 'inferenceGradient'] as const).filter((operation) =>
    operations.includes(operation),
  );
}
