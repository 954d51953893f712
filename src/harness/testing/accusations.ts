import { referenceOracle } from '../../../reference/batch-norm.ts';
import { createDecimalOracle } from '../../../reference/decimal-oracle.ts';
import type { Variant } from '../../../reference/variants/skeleton/define-variant.ts';
import { properties } from '../../../spec/properties.ts';
import { runProperty } from '../run-property.ts';

/** What a run found against a variant, one line a property that passed no case; skipped and vacuous ones count too, but for
 *  properties that a declared convention leaves without a question. */
export async function accusationsOf(
  variant: Variant,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Promise<readonly string[]> {
  const accusations: string[] = [];
  for (const property of properties) {
    const { requirement } = property;
    const { outcome, reason, counterexample } = await runProperty(property, variant.make(), {
      seed,
      runs,
      shrinkBudget: 300,
      timeoutMs: 5000,
      oracle: referenceOracle,
      exactOracle: createDecimalOracle(),
      recorded: [],
      grade: () => {},
    });
    if (outcome === 'passed' || hasNoQuestion(variant, requirement)) continue;
    accusations.push(`${requirement} ${outcome}: ${counterexample?.message ?? reason}`);
  }
  return accusations;
}

/** A negative running variance has no root that epsilon outside of it could save. */
function hasNoQuestion(variant: Variant, requirement: string): boolean {
  return variant.id === 'epsilon-outside-the-root' && requirement === 'BN-EDGE-NEGATIVE-VARIANCE';
}
