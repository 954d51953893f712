import { expect, test } from 'vitest';
import { headingSlug } from './heading-slug.ts';

test.each([
  ['One element', 'one-element'],
  ['10. Limits of the proofs', '10-limits-of-the-proofs'],
  ['What `run` gives: x, y & z', 'what-run-gives-x-y--z'],
  ['Größe', 'größe'],
])('the anchor of "%s" is %s, as on GitHub', (heading, anchor) => {
  expect(headingSlug(heading)).toBe(anchor);
});
