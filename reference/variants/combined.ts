import type { Conventions, Subject } from '../../spec/contract.ts';
import { conventionParts } from './skeleton/convention-parts.ts';
import type { Variant } from './skeleton/define-variant.ts';
import { makeSubject } from './skeleton/make-subject.ts';

/**
 * Variants together in one subject that follows the conventions otherwise: a fault under another convention, or several faults at
 * once. A step that a fault replaces is the fault's, whatever the conventions say of it.
 */
export function combined(variants: readonly Variant[], conventions: Conventions): Subject {
  const name = variants.map(({ id }) => id).join(' and ');
  return makeSubject(name, conventions, [
    conventionParts(conventions),
    ...variants.map(({ parts }) => parts),
  ]);
}

/** True where no two of the variants replace the same step, so that each does in full what it does alone. */
export function canCombine(variants: readonly Variant[]): boolean {
  const replaced = variants.flatMap(({ parts }) => Object.keys({ ...parts.steps, ...parts.create?.() }));
  return new Set(replaced).size === replaced.length;
}
