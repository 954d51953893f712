import type { Subject } from '../../spec/contract.ts';
import { isHalf } from '../../spec/half-formats.ts';
import { identify } from '../identify/identify.ts';
import { callLimit } from './call-limit.ts';
import { couldNotRun } from './could-not-run.ts';
import { oraclesFor } from './oracles-for.ts';

/** Identifies an open subject, by the oracle that suits its dtype. Throws a sentence for one of 16 bits. */
export function identifySubject(
  subject: Subject,
  name: string,
  timeoutMs: number,
): ReturnType<typeof identify> {
  if (isHalf(subject.dtype)) {
    throw couldNotRun(
      `The conventions of a ${subject.dtype} subject cannot be found out, as 16 bits do not show them: it must declare them.`,
    );
  }
  const { oracle } = oraclesFor(subject.dtype);
  return identify(subject, { oracle, timeoutMs: callLimit(name, timeoutMs) });
}
