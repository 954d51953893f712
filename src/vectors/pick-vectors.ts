import type { VectorFile } from './vector.ts';

/** Which vectors are wanted; null leaves out none. */
export interface Picked {
  readonly requirements: readonly string[] | null;
  /** At most so many of each file. */
  readonly count: number | null;
  /** Vectors of conventions other than the plain ones too; true where it is absent. */
  readonly profiles?: boolean;
}

/** The files with only the vectors that are wanted; files without any are left out. A series stays whole. */
export function pickVectors(files: readonly VectorFile[], picked: Picked): readonly VectorFile[] {
  const { requirements, count, profiles = true } = picked;
  return files
    .filter(({ name }) => profiles || !name.startsWith('profile-'))
    .map((file) => {
      const wanted = file.vectors.filter(({ requirement }) => requirements?.includes(requirement) ?? true);
      return { ...file, vectors: firstOf(wanted, count ?? Number.POSITIVE_INFINITY) };
    })
    .filter(({ vectors }) => vectors.length > 0);
}

/** The first `count`, and what else belongs to the series of the last. */
function firstOf<V extends { readonly series?: string }>(vectors: readonly V[], count: number): readonly V[] {
  if (vectors.length <= count) return vectors;
  const { series } = vectors[count - 1]!;
  if (series === undefined) return vectors.slice(0, count);
  return vectors.filter((vector, k) => k < count || vector.series === series);
}
