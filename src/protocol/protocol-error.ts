/** What is wrong with what a subject declares or sends, in one sentence; its `name` is 'ProtocolError'. */
export function protocolError(sentence: string): Error {
  const error = new Error(sentence);
  error.name = 'ProtocolError';
  return error;
}
