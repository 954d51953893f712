/** Of a token of markdown-it, what is read or changed here. */
interface Token {
  readonly type: string;
  readonly content: string;
  tag: string;
  attrSet(name: string, value: string): void;
}

/**
 * What Markdown leaves out for those who read by keyboard and ear: indented code that scrolls is reached, and no heading of a table is
 * empty. A rule of markdown-it, after its own.
 */
export function reachable({ tokens }: { readonly tokens: readonly Token[] }): void {
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'code_block') token.attrSet('tabindex', '0');
    if (token.type !== 'th_open' || tokens[at + 1]?.content.trim() !== '') continue;
    token.tag = 'td';
    tokens[at + 2]!.tag = 'td';
  }
}
