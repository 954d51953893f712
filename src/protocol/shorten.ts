const LONGEST = 80;

/** The first 80 characters of a text, quoted, with control characters escaped. */
export function quoteStart(text: string): string {
  return text.length <= LONGEST ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, LONGEST))}...`;
}

/** A value as it stands in JSON, cut after 80 characters; NaN, infinities and functions by their names. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return quoteStart(value);
  if (typeof value === 'function') return 'a function';
  const text = typeof value === 'object' ? safeJson(value) : String(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}...`;
}

function safeJson(value: object | null): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'an object'; // cyclic, or holds a bigint
  }
}
