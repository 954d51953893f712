import { faultyVariants } from '../../../reference/variants/faulty.ts';
import type { Variant } from '../../../reference/variants/skeleton/define-variant.ts';
import { soundVariants } from '../../../reference/variants/sound.ts';
import { splitList } from '../choose-requirements.ts';
import { couldNotRun } from '../could-not-run.ts';
import { didYouMean } from '../near-names.ts';

export const allVariants: readonly Variant[] = [...faultyVariants, ...soundVariants];

/** The variants that `--only` names, in their own order; all where it is not given. */
export function chooseVariants(only: readonly string[]): readonly Variant[] {
  const asked = only.flatMap(splitList);
  for (const id of asked) variantOf(id);
  return asked.length === 0 ? allVariants : allVariants.filter(({ id }) => asked.includes(id));
}

/** The variant of an id. Throws a sentence with near names where there is none. */
export function variantOf(id: string): Variant {
  const found = allVariants.find((variant) => variant.id === id);
  if (found !== undefined) return found;
  const near = didYouMean(
    id,
    allVariants.map((variant) => variant.id),
  );
  throw couldNotRun(`There is no variant ${JSON.stringify(id)}${near || '.'}`);
}
