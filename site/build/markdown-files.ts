import { entriesOf } from './repository.ts';

/** Paths of all Markdown files in a folder of the repository and below it. */
export function markdownFiles(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((name) => {
    if (name.endsWith('/')) return markdownFiles(`${folder}/${name.slice(0, -1)}`);
    return name.endsWith('.md') ? [`${folder}/${name}`] : [];
  });
}
