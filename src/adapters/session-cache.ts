export interface SessionCache<Session> {
  /** The session of a model: the one kept from before where there is one. Rejects where it cannot be made. */
  readonly get: (model: Uint8Array) => Promise<Session>;
  /** Releases all that are kept. */
  readonly clear: () => Promise<void>;
}

/**
 * Keeps the sessions of the models used last, at most `capacity` of them, and releases the others.
 *
 * Not for more than `capacity` runs at the same time: a session could be released under one of them.
 */
export function createSessionCache<Session extends { release: () => Promise<void> }>(
  capacity: number,
  open: (model: Uint8Array) => Promise<Session>,
): SessionCache<Session> {
  // A Map remembers insertion order: the first key is the one used longest ago.
  const kept = new Map<string, Session>();

  return {
    get: async (model) => {
      const key = Buffer.from(model).toString('latin1');
      const session = kept.get(key) ?? (await open(model));
      kept.delete(key);
      kept.set(key, session);
      if (kept.size > capacity) {
        const [oldestKey, oldest] = kept.entries().next().value!;
        kept.delete(oldestKey);
        await oldest.release();
      }
      return session;
    },
    clear: async () => {
      const sessions = [...kept.values()];
      kept.clear();
      for (const session of sessions) await session.release();
    },
  };
}
