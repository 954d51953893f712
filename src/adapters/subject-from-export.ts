import { basename, extname } from 'node:path';
import { z } from 'zod';
import type { Operation, Request, Result, Skipped } from '../../spec/contract.ts';
import { completeConventions, unknownConventions } from '../protocol/declared-conventions.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import { must, parseOrExplain } from '../protocol/rule-messages.ts';
import { operations } from '../protocol/start-reply.ts';
import { dtypeNames, dtypes } from '../protocol/wire-tensor.ts';

type Run = (request: Request) => Result | Skipped | Promise<Result | Skipped>;

const run = z
  .custom<Run>((value) => typeof value === 'function', must('a function of the request'))
  .optional();
const name = z.string(must('a name')).min(1, must('a name'));
const listed = must(`a list of operations (${operations.join(', ')})`);

const givenSubject = z.object(
  {
    name: name.optional(),
    version: z.string(must('text')).optional(),
    language: z.string(must('text')).optional(),
    dtype: z.enum(dtypes, must(dtypeNames)).default('float32'),
    operations: z
      .array(z.enum(operations, must(`one of ${operations.join(', ')}`)), listed)
      .min(1, listed)
      .optional(),
    ways: z.array(name, must('a list of names')).min(1, must('a list of names')).optional(),
    close: z
      .custom<() => void | Promise<void>>((value) => typeof value === 'function', must('a function'))
      .optional(),
    run,
    training: run,
    inference: run,
    trainingGradient: run,
    inferenceGradient: run,
    sequence: run,
  },
  must('an object'),
);

/**
 * A subject from what a module exports, checked at the edge.
 *
 * Two shapes: a full subject, with `run(request)` and a list of `operations`; or the simple one, with a
 * function per operation (training, inference, trainingGradient, inferenceGradient, sequence), whose operations
 * are those of the functions present. Defaults: the name is the file's, the dtype float32, the conventions
 * those of completeConventions. Throws a sentence that names the file, the field and the rule.
 */
export function subjectFromExport(given: unknown, path: string): DeclaringSubject {
  const opening = `The subject in ${JSON.stringify(path)} is wrong`;
  const subject = parseOrExplain(givenSubject, given, opening);
  // The functions are called on the object itself, which may keep its state in `this`.
  const owner = given as Readonly<Record<Operation | 'run' | 'close', Run>> & {
    readonly conventions?: unknown;
  };
  const present = operations.filter((operation) => subject[operation] !== undefined);
  const offered = subject.operations ?? present;
  if (subject.run !== undefined && subject.operations === undefined) {
    throw new Error(`${opening}: beside run, it must list its operations (of ${operations.join(', ')}).`);
  }
  if (offered.length === 0) {
    throw new Error(`${opening}: it must have a function run, or one of ${operations.join(', ')}.`);
  }
  const missing = offered.find((operation) => subject.run === undefined && subject[operation] === undefined);
  if (missing !== undefined) {
    throw new Error(
      `${opening}: it lists the operation ${missing}, but has neither run nor a function ${missing}.`,
    );
  }
  const { conventions } = owner;
  const unknown = unknownConventions(conventions)[0];
  if (unknown !== undefined) throw new Error(`${opening}: conventions.${unknown} is not a known convention.`);
  const { version, language, ways, close } = subject;
  return {
    name: subject.name ?? basename(path, extname(path)),
    dtype: subject.dtype,
    operations: [...new Set(offered)],
    conventions: completeConventions(conventions, offered, opening),
    conventionsDeclared: conventions !== undefined && conventions !== null,
    run: (request) => {
      if (subject.run !== undefined) return owner.run(request);
      const { operation } = request;
      return subject[operation] === undefined
        ? { skipped: `no function ${operation}` }
        : owner[operation](request);
    },
    ...(version === undefined ? {} : { version }),
    ...(language === undefined ? {} : { language }),
    ...(ways === undefined ? {} : { ways }),
    ...(close === undefined ? {} : { close: () => close.call(given) }),
  };
}
