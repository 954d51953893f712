import type { z } from 'zod';

/** Longest message of a decoder, so that a hostile file cannot flood a report. */
const LONGEST = 400;

/**
 * What `schema` makes of `json`; `name` is what to call the root in messages.
 *
 * Throws an Error of one line that names the path and the rule of the first breach, such as
 * "case.input.data: 92 bytes do not fit shape 2x3x4, which needs 96".
 */
export function parseNamed<S extends z.ZodType>(schema: S, name: string, json: unknown): z.infer<S> {
  const parsed = schema.safeParse(json, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const rule = issue.message.replace(/^Invalid input: /, '');
  const received = issue.code === 'custom' ? '' : offender(issue.input);
  throw new Error(`${pathOf(name, issue.path)}: ${rule}${received}`.slice(0, LONGEST));
}

function pathOf(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (parent, key) => (typeof key === 'number' ? `${parent}[${key}]` : `${parent}.${String(key)}`),
    name,
  );
}

/** The offending value where it is short enough to show; zod names the type of the others. */
function offender(value: unknown): string {
  if (typeof value === 'string') return value.length <= 60 ? `, given ${JSON.stringify(value)}` : '';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return `, given ${value}`;
  return '';
}
