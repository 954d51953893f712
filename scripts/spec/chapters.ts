import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/fixture-format/package-root.ts';

/** A Markdown file of the specification. */
export interface Chapter {
  /** Its path from the folder spec. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** The chapters of the specification, by name. */
export function chapters(): readonly Chapter[] {
  const folder = join(packageRoot(), 'spec');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return [...names.sort(), 'bounds/README.md'].map((name) => {
    const path = join(folder, name);
    return { name, path, text: readFileSync(path, 'utf8') };
  });
}

/** The anchors of a chapter's headings: lower case, punctuation dropped, spaces as hyphens. */
export function anchorsOf(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return Array.from(prose.matchAll(/^#+ (.+)$/gm), (heading) =>
    heading[1]!
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
