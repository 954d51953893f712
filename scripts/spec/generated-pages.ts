import { withFacts } from './generated-blocks.ts';
import { withVerdict } from './readme-verdict.ts';

/** Pages outside of the specification that have generated blocks. */
export const generatedPages = ['README.md', 'fixtures/results/bench/README.md'];

/** Such a page with each of its generated blocks as it should be: the verdict that bncheck gives now, and tables. */
export async function restatedPage(page: string): Promise<string> {
  return withFacts(await withVerdict(page));
}
