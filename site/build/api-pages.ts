import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { site } from './repository.ts';
import { writePage } from './write-page.ts';

/** The modules that users import, and what TypeDoc calls them. */
const modules = [
  { file: 'cli/api', page: 'bncheck', title: 'bncheck' },
  { file: 'kernels', page: 'kernels', title: 'bncheck/kernels' },
  { file: 'cli/vitest/conformance', page: 'vitest', title: 'bncheck/vitest' },
] as const;

/** Writes the reference of what the package exports, from the comments in its source. */
export async function writeApiPages(): Promise<void> {
  const out = join(site, 'generated', 'api');
  const app = await Application.bootstrapWithPlugins({
    options: join(site, 'typedoc.json'),
    out,
    logLevel: 'Warn',
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the source');
  await app.generateOutputs(project);
  for (const { file, page, title } of modules) {
    const path = join(out, `${file}.md`);
    if (!existsSync(path)) throw new Error(`TypeDoc wrote no ${path}`);
    const body = withModuleLinks(readFileSync(path, 'utf8').replace(/^# .*$/m, `# ${title}`));
    writePage(`api/${page}`, { frontMatter: { title, outline: [2, 3] }, body });
  }
  const list = modules.map(({ page, title }) => `- [\`${title}\`](/api/${page})`).join('\n');
  writePage('api/index', {
    frontMatter: { title: 'API' },
    body: `# API\n\nWhat the package exports, made from its source.\n\n${list}\n`,
  });
}

/** Links between the modules lead to their pages. */
function withModuleLinks(markdown: string): string {
  return markdown.replaceAll(
    /\]\((?:\.\.?\/)*([\w/-]+)\.md(#[\w-]*)?\)/g,
    (whole, path: string, anchor = '') => {
      const found = modules.find(({ file }) => file.endsWith(path));
      return found === undefined ? whole : `](/api/${found.page}${anchor})`;
    },
  );
}
