import { plainText } from './plain-text.ts';

/** Text from outside as one line of Markdown that shows it as it is: nothing in it is markup. */
export function markdownText(text: string): string {
  return plainText(text).replace(/[\\`*_[\]<>&#|~!$@]/g, '\\$&');
}

/** A block of text in a fence that nothing in it can close. */
export function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}text\n${text}\n${fence}`;
}
