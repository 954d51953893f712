import type { z } from 'zod';
import { protocolError } from './protocol-error.ts';
import { showValue } from './shorten.ts';

interface Offence {
  readonly input?: unknown;
}

/** Makes a schema say its rule and the offending value: "must be 0 or 1, not 2". */
export function must(rule: string): { readonly error: (offence: Offence) => string } {
  return {
    error: ({ input }) =>
      input === undefined ? `is missing; it must be ${rule}` : `must be ${rule}, not ${showValue(input)}`,
  };
}

/**
 * Parses by the schema, or throws a ProtocolError: `opening`, where the first offence lies, and its rule.
 * `root` is the path of the value itself, '' for a whole reply.
 */
export function parseOrExplain<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  opening: string,
  root = '',
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const steps = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  const place = `${root}${steps.join('')}`.replace(/^\./, '');
  throw protocolError(`${opening}: ${place === '' ? '' : `${place} `}${message}.`);
}
