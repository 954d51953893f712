import { z } from 'zod';
import type { Operation } from '../../spec/contract.ts';
import { completeConventions, unknownConventions } from './declared-conventions.ts';
import type { DeclaringSubject } from './declaring-subject.ts';
import { PROTOCOL_VERSION } from './messages.ts';
import { parseReplyLine } from './parse-reply-line.ts';
import { protocolError } from './protocol-error.ts';
import { refusalError } from './refusal-error.ts';
import { must, parseOrExplain } from './rule-messages.ts';
import { quoteStart, showValue } from './shorten.ts';
import { dtypeNames, dtypes } from './wire-tensor.ts';

/** The operations of version 1 of the protocol. */
export const operations = [
  'training',
  'inference',
  'trainingGradient',
  'inferenceGradient',
  'sequence',
] as const satisfies readonly Operation[];

const named = z.string(must('a name')).min(1, must('a name'));
const text = z.string(must('text')).optional();
const listed = must(`a list of operations (${operations.join(', ')})`);

/** A start reply, but for its version and conventions, which are looked at on their own. */
export const startReply = z.object({
  name: named,
  version: text,
  language: text,
  dtype: z.enum(dtypes, must(dtypeNames)).default('float32'),
  capabilities: z.array(z.enum(operations, must(`one of ${operations.join(', ')}`)), listed).min(1, listed),
  conventions: z.unknown().optional(),
  ways: z.array(named, must('a list of names')).min(1, must('a list of names')).optional(),
});

/** All of a subject but the means of running it. */
export type SubjectDescription = Omit<DeclaringSubject, 'run' | 'close'>;

export interface Introduction {
  readonly description: SubjectDescription;
  /** Declared conventions that this bncheck does not know, and therefore ignored. */
  readonly ignored: readonly string[];
}

/**
 * What a subject says of itself in its first line of output; optional fields get their defaults.
 *
 * Throws a ProtocolError where the line is not a reply, speaks another version, or declares too little, and
 * a RefusalError where the subject says that it cannot start.
 */
export function decodeStartReply(line: string): Introduction {
  if (!line.trimStart().startsWith('{')) {
    throw protocolError(
      `The subject prints to stdout before it answers: ${quoteStart(line)}. Only replies belong there; logs go to stderr.`,
    );
  }
  const reply = parseReplyLine(line);
  if ('error' in reply) throw refusalError(`The subject refused to start: ${showValue(reply.error)}.`);
  checkVersion('protocol' in reply ? reply.protocol : undefined);
  const opening = "The subject's start reply is wrong";
  const { capabilities, conventions, version, language, ways, ...rest } = parseOrExplain(
    startReply,
    reply,
    opening,
  );
  return {
    description: {
      ...rest,
      operations: [...new Set(capabilities)],
      conventions: completeConventions(conventions, capabilities, opening),
      conventionsDeclared: conventions !== undefined && conventions !== null,
      ...(version === undefined ? {} : { version }),
      ...(language === undefined ? {} : { language }),
      ...(ways === undefined ? {} : { ways }),
    },
    ignored: unknownConventions(conventions),
  };
}

function checkVersion(spoken: unknown): void {
  if (spoken === PROTOCOL_VERSION) return;
  if (Number.isInteger(spoken)) {
    throw protocolError(
      `The subject speaks version ${spoken} of the protocol; this bncheck speaks version ${PROTOCOL_VERSION} only.`,
    );
  }
  throw protocolError(
    `The subject's start reply is wrong: protocol must be the version that it speaks (${PROTOCOL_VERSION}), not ${showValue(spoken)}.`,
  );
}
