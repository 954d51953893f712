/** What a subject threw, as text. */
export interface ThrownError {
  /** '' for what is no error. */
  readonly name: string;
  readonly message: string;
}

/**
 * The name and the message of whatever a subject threw: null, a symbol, an object without a prototype, an error whose message is a
 * number or cannot be read. Never throws.
 */
export function thrownError(thrown: unknown): ThrownError {
  try {
    if (typeof thrown !== 'object' || thrown === null) return { name: '', message: String(thrown) };
    // Some runtimes throw what has a name and a message and is no Error.
    const { name, message } = thrown as { readonly name?: unknown; readonly message?: unknown };
    if (message === undefined) return { name: '', message: String(thrown) };
    return { name: String(name), message: String(message) || 'an error without a message' };
  } catch {
    return { name: '', message: 'something that cannot be shown as text' };
  }
}
