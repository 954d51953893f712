/** A subject's own "I refuse this request", in its own words; its `name` is 'RefusalError'. */
export function refusalError(reason: string): Error {
  const error = new Error(reason);
  error.name = 'RefusalError';
  return error;
}

/** True of an error by which a healthy subject refused a request, as against a crash or a breach. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'RefusalError';
}
