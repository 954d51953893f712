import { z } from 'zod';
import { parseNamed } from './parse-named.ts';

/** A failure that is known and, until a date, tolerated. */
export interface KnownFailure {
  /** The SUBJECT of the command line. */
  readonly subject: string;
  readonly requirement: string;
  /** The failure that is tolerated, and no other: as `failureText` gives it. */
  readonly failure: string;
  /** Why it is tolerated. */
  readonly reason: string;
  /** Where it is tracked. */
  readonly link: string;
  /** The first day on which it is tolerated no longer, as YYYY-MM-DD. */
  readonly expires: string;
}

const entrySchema = z.strictObject({
  subject: z.string().min(1),
  requirement: z.string().min(1),
  failure: z.string().min(1),
  reason: z.string().min(1),
  link: z.url(),
  expires: z.iso.date(),
});

export const knownFailuresSchema = z
  .strictObject({
    format: z.literal('bncheck/known-failures'),
    version: z.literal(1),
    entries: z.array(entrySchema),
  })
  .superRefine(({ entries }, context) => {
    const seen = new Set<string>();
    for (const [k, { subject, requirement }] of entries.entries()) {
      const key = `${subject} ${requirement}`;
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: ['entries', k],
          message: `a second entry for ${requirement} of ${subject}`,
        });
      }
      seen.add(key);
    }
  })
  .meta({ title: 'Failures that are known and tolerated for a while' });

/** The entries in a JSON value; throws an Error that names the path and the rule where it is not such a list. */
export function decodeKnownFailures(json: unknown): readonly KnownFailure[] {
  return parseNamed(knownFailuresSchema, 'known failures', json).entries;
}

/** The text of a file with the entries, sorted by subject and requirement. */
export function encodeKnownFailures(entries: readonly KnownFailure[]): string {
  const key = ({ subject, requirement }: KnownFailure) => `${subject} ${requirement}`;
  const sorted = entries.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  return `${JSON.stringify({ format: 'bncheck/known-failures', version: 1, entries: sorted }, null, 2)}\n`;
}
