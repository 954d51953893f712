import type { CaseOperation } from '../../../spec/property.ts';
import { callSubject } from '../../harness/call-subject.ts';
import { requestFor } from '../../harness/create-context.ts';
import type { Asked } from './ask.ts';
import { plainCase } from './smoke-case.ts';
import { note, type SmokeLine } from './smoke-findings.ts';

const SPEED_MS = 250;

/** How many plain calls it answers in a second. */
export async function askSpeed(operation: CaseOperation, asked: Asked): Promise<SmokeLine> {
  const request = requestFor(operation, plainCase(), asked.subject, asked.way);
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < SPEED_MS) {
    await callSubject(asked.subject, request, asked.timeoutMs);
    calls += 1;
  }
  const perSecond = (calls * 1000) / (performance.now() - start);
  const digits = 10 ** Math.max(Math.floor(Math.log10(perSecond)) - 1, 0);
  return note('speed', `about ${Math.round(perSecond / digits) * digits} small calls a second`);
}
