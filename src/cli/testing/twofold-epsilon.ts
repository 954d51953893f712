import type { Request, Result } from '../../../spec/contract.ts';
import { runReference } from '../builtin-reference.ts';
import { roundedResult, subject as sound } from './sound.ts';

/** Adds epsilon twice. */
export const subject = {
  ...sound,
  name: 'twofold-epsilon',
  run: (request: Request): Result =>
    roundedResult(runReference({ ...request, epsilon: request.epsilon * 2 })),
};
