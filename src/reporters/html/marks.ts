import { html } from 'ghtml';
import type { verdictWord } from '../matrix-row.ts';

/** The class of a mark's colour; the mark itself says the same without it. */
export function markClass(mark: string): 'passed' | 'failed' | 'warned' | 'idle' {
  if (mark.startsWith('✗')) return 'failed';
  if (mark.startsWith('!')) return 'warned';
  return mark === '✓' ? 'passed' : 'idle';
}

const badgeClass = { passes: 'passed', fails: 'failed', partial: 'warned', 'not run': 'idle' } as const;

/** A verdict in its colour. */
export function verdictBadge(word: ReturnType<typeof verdictWord>): string {
  return html`<strong class="${badgeClass[word]}">${word}</strong>`;
}
