/**
 * What a call of a context gives, or null where the subject does not do this and says so: for a property that tries several forms of a
 * case, of which some are beyond the subject. Every other error is passed on.
 */
export async function unlessSkipped<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && 'fault' in error && error.fault === 'skipped') return null;
    throw error;
  }
}
