import type { Plugin } from 'vite';
import { TOKENS_CSS_BY_CLASS } from '../../src/reporters/html/tokens-css.ts';

const NAME = 'virtual:bncheck-tokens.css';

/** Gives the colours and sizes that the site shares with the HTML reports as a style sheet. */
export function tokensPlugin(): Plugin {
  return {
    name: 'bncheck-tokens',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? TOKENS_CSS_BY_CLASS : undefined),
  };
}
