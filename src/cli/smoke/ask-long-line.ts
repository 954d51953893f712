import type { CaseOperation } from '../../../spec/property.ts';
import { ask, type Asked } from './ask.ts';
import { longCase } from './smoke-case.ts';
import { type SmokeLine, wrong } from './smoke-findings.ts';

const BUFFER =
  'Some requests are that long. Read each line to its line feed, whatever its length: a bufio.Scanner of Go stops at 64 KiB, fgets at the size of its buffer.';

/** Whether a request of some hundred kilobytes is read whole; nothing is said where it is. */
export async function askLongLine(operation: CaseOperation, asked: Asked): Promise<readonly SmokeLine[]> {
  const { problem, refused, skipped } = await ask(operation, longCase(), asked);
  const fault = problem ?? (skipped === true ? undefined : refused);
  if (fault === undefined) return [];
  return [
    wrong('long requests', `a batch of shape [${longCase().shape.join(', ')}] fails: ${fault} ${BUFFER}`),
  ];
}
