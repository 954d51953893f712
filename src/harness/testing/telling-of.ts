import { referenceOracle } from '../../../reference/batch-norm.ts';
import { faultyVariants } from '../../../reference/variants/faulty.ts';
import type { Property } from '../../../spec/property.ts';
import { measureTelling, type TellingShare } from '../telling-share.ts';

/** The telling share of a property's cases, asked of the faulty variants that are said to break its requirement. */
export function tellingOf(
  property: Property,
  runs: { readonly seed: number; readonly runs: number; readonly thorough: boolean },
): Promise<TellingShare> {
  const relevant = faultyVariants.filter(({ breaks }) => breaks === property.requirement);
  const subjects = relevant.map((variant) => variant.make());
  return measureTelling(property, subjects, { ...runs, timeoutMs: 5000, oracle: referenceOracle });
}

/** A share in a sentence, for a failing test. */
export function tellingText({ cases, telling, vacuous, skipped, silent }: TellingShare): string {
  return `of ${cases} cases ${telling} tell right from wrong; ${vacuous} are vacuous by rule, ${skipped} skipped, ${silent} silent`;
}
