/** The names most like a misspelt one, best first; at most three. */
export function nearNames(wrong: string, names: readonly string[]): readonly string[] {
  const given = wrong.toLowerCase();
  const scored = names.map((name) => {
    const known = name.toLowerCase();
    const contained = given.length >= 3 && known.includes(given);
    return { name, distance: contained ? 0 : editDistance(given, known) };
  });
  const near = scored.filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)));
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** "; did you mean A, B?", or nothing where no name is near. */
export function didYouMean(wrong: string, names: readonly string[]): string {
  const near = nearNames(wrong, names);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
}

/** Fewest insertions, deletions and replacements that turn one text into the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
