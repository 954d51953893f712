import type { Request, Result } from '../../../spec/contract.ts';
import { runReference } from '../builtin-reference.ts';
import { roundedResult, subject as sound } from './sound.ts';

/** Uses ten times the epsilon that it is given. */
export const subject = {
  ...sound,
  name: 'faulty',
  run: (request: Request): Result =>
    roundedResult(runReference({ ...request, epsilon: request.epsilon * 10 })),
};
