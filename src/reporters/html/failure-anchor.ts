import type { Outcome } from '../../harness/outcome.ts';

/** The id of a failure on the page, within the section of its implementation. */
export function failureAnchor(section: string, { requirement }: Outcome): string {
  return `${section}-${requirement.replace(/[^\w-]/g, '')}`;
}
