/** An Error whose one sentence says why a command could not do its work: exit code 2. */
export function couldNotRun(sentence: string, cause?: unknown): Error {
  return Object.assign(new Error(sentence, { cause }), { name: 'CouldNotRun' });
}
