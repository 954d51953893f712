import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { site } from './repository.ts';

export interface Page {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Writes a page into site/pages; `path` has no ending. JSON is YAML, so the front matter needs no other writer. */
export function writePage(path: string, { frontMatter, body }: Page): void {
  const file = join(site, 'pages', `${path}.md`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `---\n${JSON.stringify(frontMatter)}\n---\n${body}`);
}
