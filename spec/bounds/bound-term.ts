/** One summand of a bound, by the error that it allows for. */
export interface BoundTerm {
  readonly name: string;
  readonly value: number;
}

export function totalOf(terms: readonly BoundTerm[]): number {
  return terms.reduce((sum, { value }) => sum + value, 0);
}

/** The same terms, each times a factor that is not negative. */
export function scaledTerms(terms: readonly BoundTerm[], factor: number): readonly BoundTerm[] {
  return terms.map(({ name, value }) => ({ name, value: value * factor }));
}

/** Terms of one name as one, those of 0 left out, the largest first. */
export function inOrder(terms: readonly BoundTerm[]): readonly BoundTerm[] {
  const byName = new Map<string, number>();
  for (const { name, value } of terms) byName.set(name, (byName.get(name) ?? 0) + value);
  return [...byName]
    .map(([name, value]) => ({ name, value }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value);
}
