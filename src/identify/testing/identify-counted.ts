import { expect } from 'vitest';
import { oraclesFor } from '../../cli/oracles-for.ts';
import type { Subject } from '../../../spec/contract.ts';
import { CALL_LIMIT } from '../bench.ts';
import type { Identified } from '../identified.ts';
import { identify } from '../identify.ts';

/** Identifies a subject, counting its calls independently of what the identification says of them. */
export async function identifyCounted(subject: Subject, timeoutMs = 5000): Promise<Identified> {
  let calls = 0;
  const counted: Subject = {
    ...subject,
    run: (request) => {
      calls += 1;
      return subject.run(request);
    },
  };
  const { oracle } = oraclesFor(subject.dtype);
  const identified = await identify(counted, { oracle, timeoutMs });
  expect(calls).toBe(identified.calls);
  expect(calls).toBeLessThanOrEqual(CALL_LIMIT);
  return identified;
}
