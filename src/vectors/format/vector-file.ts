import { profiles } from '../../../spec/conventions.ts';
import type { Conventions } from '../../../spec/contract.ts';
import { parseNamed } from '../../fixture-format/parse-named.ts';
import { flags as dictionary } from '../flags.ts';
import type { VectorFile } from '../vector.ts';
import { decodeVector, encodeVector } from './json-vector.ts';
import { readableJson } from './readable-json.ts';
import { type JsonVectorFile, vectorFileSchema } from './vector-schema.ts';

/** The text of a file of vectors; the same vectors give the same bytes. `version` is that of the package. */
export function vectorFileText(file: VectorFile, version: string): string {
  const { title, seed, oracle, conventions, vectors } = file;
  const used = new Set(vectors.flatMap(({ flags }) => flags));
  const json: JsonVectorFile = {
    format: 'bncheck/vectors',
    version: 1,
    schema: '../schemas/vectors.schema.json',
    title,
    generator: { command: 'bncheck fixtures generate', version, seed },
    oracle,
    dtype: 'float32',
    grade: 'sequential',
    conventions: { ...conventions },
    profiles: profilesWith(conventions),
    numberOfVectors: vectors.length,
    flags: Object.fromEntries(
      Object.entries(dictionary)
        .filter(([flag]) => used.has(flag))
        .map(([flag, note]) => [flag, { ...note, links: [...note.links] }]),
    ),
    vectors: vectors.map(encodeVector),
  };
  return `${readableJson(json)}\n`;
}

/** Profiles that count as these conventions do; which running variance they keep is in the vectors both ways. */
function profilesWith(conventions: Conventions): string[] {
  const { runningVarianceCorrection: _, oneElement: __, emptyBatch: ___, ...wanted } = conventions;
  return profiles
    .filter(({ conventions: own }) =>
      Object.entries(wanted).every(([name, value]) => own[name as keyof Conventions] === value),
    )
    .map(({ id }) => id);
}

/** The vectors in a JSON value; throws an Error that names the path and the rule where it is no file of vectors. */
export function decodeVectorFile(json: unknown, name: string): VectorFile {
  const { title, generator, oracle, conventions, vectors } = parseNamed(vectorFileSchema, name, json);
  return { name, title, seed: generator.seed, oracle, conventions, vectors: vectors.map(decodeVector) };
}
