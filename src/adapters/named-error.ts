/**
 * The ways in which a subject process can fail beside breaching the protocol: `CrashError`, it ended or could
 * not be started; `TimeoutError`, it did not answer in time; `GaveUpError`, it failed too often in a row.
 */
export type ProcessFailure = 'CrashError' | 'TimeoutError' | 'GaveUpError';

/** An error of the given name with one clear sentence. */
export function namedError(name: ProcessFailure, sentence: string): Error {
  const error = new Error(sentence);
  error.name = name;
  return error;
}
