import type { Request, Result } from '../../../spec/contract.ts';
import { runReference } from '../builtin-reference.ts';
import { subject as sound } from './sound.ts';

/** Declares float32 and gives float64. */
export const subject = {
  ...sound,
  name: 'wrong-dtype',
  run: (request: Request): Result => runReference(request),
};
