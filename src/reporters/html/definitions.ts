import { html } from 'ghtml';
import { plainText } from '../plain-text.ts';

/** Terms and what is said of each. Lines without a term go on with the one before. */
export function definitions(entries: readonly (readonly [term: string, text: string])[]): string {
  const items = entries.map(([term, text]) => {
    const shown = html`<dd>${plainText(text, 600)}</dd>`;
    return term === '' ? shown : html`<dt>${term}</dt>!${shown}`;
  });
  return html`<dl>!${items}</dl>`;
}
