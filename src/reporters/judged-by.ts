import type { Conventions } from '../../spec/contract.ts';
import { plainText } from './plain-text.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

/** Where the conventions come from that a subject was judged by. */
export type JudgedBy =
  | { readonly source: 'declared'; readonly conventions: Conventions }
  | { readonly source: 'profile'; readonly profile: string; readonly conventions: Conventions }
  | {
      readonly source: 'identified';
      readonly conventions: Conventions;
      /** Those that could be found out; the others are the usual ones. */
      readonly settled: readonly (keyof Conventions)[];
    };

/** What a report says about it; nothing where they were declared, as they should be. */
export function judgedByLines(judgedBy: JudgedBy): readonly string[] {
  const { source, conventions } = judgedBy;
  if (source === 'declared') return [];
  if (source === 'profile')
    return [`conventions from --profile ${plainText(judgedBy.profile, 80)}, not its own`];
  const names = Object.keys(conventions) as (keyof Conventions)[];
  const part = (settled: boolean) =>
    names
      .filter((name) => judgedBy.settled.includes(name) === settled)
      .map((name) => `${name} ${conventions[name]}`)
      .join(', ');
  const [found, assumed] = [part(true), part(false)];
  return [
    'conventions identified, not declared: where they are not what was meant, nothing here says so',
    ...listLines('identified', found),
    ...listLines('not told, and taken to be as usual', assumed),
  ];
}

function listLines(title: string, list: string): readonly string[] {
  if (list === '') return [];
  return wrapText(`${title}: ${list}`, PAGE_WIDTH - 2).map((line) => `  ${line}`);
}
