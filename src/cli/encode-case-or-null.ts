import type { Case } from '../../spec/contract.ts';
import { encodeCase } from '../fixture-format/json-case.ts';

/** The JSON form of a case; null for one that contradicts itself, which has none. */
export function encodeCaseOrNull(given: Case): unknown {
  try {
    return encodeCase(given);
  } catch {
    return null;
  }
}
