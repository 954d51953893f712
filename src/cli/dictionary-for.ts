import { canCombine, combined } from '../../reference/variants/combined.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import type { Variant } from '../../reference/variants/skeleton/define-variant.ts';
import type { Conventions } from '../../spec/contract.ts';
import type { Candidate, Dictionary } from '../diagnosis/candidate.ts';
import { otherConventions } from './other-conventions.ts';

/** A candidate with what it is made of. */
interface Made extends Candidate {
  readonly variants: readonly Variant[];
  readonly conventions: Conventions;
  /** True where the conventions are not those declared. */
  readonly departs: boolean;
}

/**
 * What a failing subject is compared with, under the conventions that it declares: every known fault, the right computation under
 * other conventions, and pairs of these.
 *
 * @param without ids that are left out: a test asks what becomes of faults that nobody knows.
 */
export function dictionaryFor(declared: Conventions, without: readonly string[] = []): Dictionary {
  const known = faultyVariants.filter(({ id }) => !without.includes(id));
  const faults = known.map(
    (variant): Made => ({
      id: variant.id,
      meaning: variant.symptom,
      evidence: variant.evidence,
      requirement: variant.breaks,
      variants: [variant],
      conventions: declared,
      departs: false,
      make: () => combined([variant], declared),
    }),
  );
  const dialects = otherConventions(declared).map(
    ({ conventions, ...words }): Made => ({
      ...words,
      variants: [],
      conventions,
      departs: true,
      make: () => combined([], conventions),
    }),
  );
  return {
    sound: {
      id: 'sound',
      meaning: 'Nothing is wrong.',
      evidence: 'constructed',
      requirement: null,
      make: () => combined([], declared),
    },
    candidates: [...faults, ...dialects],
    combine: (one, other) => combine(one as Made, other as Made),
  };
}

/** Both in one: two faults in different steps, or a fault under other conventions; two dialects are one already. */
function combine(one: Made, other: Made): Made | null {
  const variants = [...one.variants, ...other.variants];
  if ((one.departs && other.departs) || !canCombine(variants)) return null;
  const { conventions } = one.departs ? one : other;
  return {
    id: `${one.id} + ${other.id}`,
    meaning: `${one.meaning} ${other.meaning}`,
    evidence: `${one.evidence}; ${other.evidence}`,
    requirement: one.requirement,
    variants,
    conventions,
    departs: one.departs || other.departs,
    make: () => combined(variants, conventions),
  };
}
