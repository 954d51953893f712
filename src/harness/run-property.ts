import type { Subject } from '../../spec/contract.ts';
import type { Property } from '../../spec/property.ts';
import type { Outcome } from './outcome.ts';
import { type PropertyOptions, startProperty } from './start-property.ts';

/** Runs one property against a subject through all its cases. */
export async function runProperty(
  property: Property,
  subject: Subject,
  options: PropertyOptions,
): Promise<Outcome> {
  const run = startProperty(property, subject, options);
  await run.advance(run.planned);
  return run.outcome();
}
