import type { Request } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import type { Validity } from './vector.ts';

/** Whether a sound request may be refused: one or no element a channel in training, epsilon 0, a negative running variance. */
export function validityOf(request: Request): Validity {
  if (request.operation === 'sequence') {
    const isDegenerate = request.steps.some(
      (step) => step.call === 'training' && layoutOf(step.input.shape, request.channelAxis).m <= 1,
    );
    return isDegenerate || request.epsilon === 0 ? 'acceptable' : 'valid';
  }
  const { m } = layoutOf(request.input.shape, request.channelAxis);
  const isNegative = 'runningVariance' in request && request.runningVariance.some((v) => v < 0);
  const isDegenerate = m === 0 || (request.operation.startsWith('training') && m === 1);
  return isDegenerate || isNegative || request.epsilon === 0 ? 'acceptable' : 'valid';
}
