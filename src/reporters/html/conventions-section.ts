import { html } from 'ghtml';
import { plainText } from '../plain-text.ts';
import type { Report } from '../report.ts';
import { definitions } from './definitions.ts';

/** The conventions that an implementation was judged by, and where they come from; nothing where the report does not know. */
export function conventionsSection({ judgedBy }: Report): string {
  if (judgedBy === undefined) return '';
  const entries = Object.entries(judgedBy.conventions).map(([name, value]) => [name, String(value)] as const);
  return html`<h3>Conventions</h3><p>${sourceOf(judgedBy)}</p>!${definitions(entries)}`;
}

function sourceOf(judgedBy: NonNullable<Report['judgedBy']>): string {
  switch (judgedBy.source) {
    case 'declared':
      return 'As it declares them.';
    case 'profile':
      return `From --profile ${plainText(judgedBy.profile, 120)}, not its own.`;
    case 'identified':
      return `Identified, not declared: where they are not what was meant, nothing here says so. Found out: ${judgedBy.settled.join(', ') || 'none'}; the others are the usual ones.`;
  }
}
