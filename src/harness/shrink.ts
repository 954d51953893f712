import type { Case } from '../../spec/contract.ts';
import { simplerNumbers } from './simpler-numbers.ts';
import { simplerShapes } from './simpler-shapes.ts';

/**
 * Makes a failing case as small and as friendly as it can: first fewer channels and elements, then simpler numbers.
 *
 * Greedy and by value: each candidate that still fails becomes the case, until no candidate fails or the budget of checks is
 * spent. Deterministic, and independent of how the case was generated.
 */
export async function shrink(
  given: Case,
  stillFails: (candidate: Case) => Promise<boolean>,
  budget: number,
): Promise<Case> {
  let best = given;
  let left = budget;
  for (const candidates of [simplerShapes, simplerNumbers, simplerShapes, simplerNumbers]) {
    let progress = true;
    while (progress && left > 0) {
      progress = false;
      for (const candidate of candidates(best)) {
        if (left <= 0) break;
        left -= 1;
        if (!(await stillFails(candidate))) continue;
        best = candidate;
        progress = true;
        break;
      }
    }
  }
  return best;
}
