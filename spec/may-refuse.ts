import type { Case, Conventions } from './contract.ts';
import { layoutOf } from './layout.ts';
import type { Property } from './property.ts';

/**
 * True where the conventions let a subject refuse the batch: training with no element per channel, which no
 * property but its own uses, or with one where that is declared as refused.
 */
export function mayRefuse(property: Property, given: Case, conventions: Conventions): boolean {
  const { m } = layoutOf(given.shape, given.channelAxis);
  const { needs } = property;
  const trains = needs.length === 0 || needs.includes('training') || needs.includes('trainingGradient');
  return m === 0 || (trains && m === 1 && conventions.oneElement === 'reject');
}
