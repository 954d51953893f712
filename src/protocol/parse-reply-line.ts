import { protocolError } from './protocol-error.ts';
import { quoteStart, showValue } from './shorten.ts';

/** The JSON object on a line of a subject's output; throws a ProtocolError that quotes the line's start. */
export function parseReplyLine(line: string): object {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw protocolError(`The subject's reply is not JSON: ${quoteStart(line)}.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw protocolError(`The subject's reply must be a JSON object, not ${showValue(value)}.`);
}
