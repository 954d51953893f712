import { createHash } from 'node:crypto';

const LONGEST = 60;

/**
 * A file name for any text: letters, digits, dots, dashes and underscores. Colons become dashes; where more had to change, a
 * digest of the text keeps apart what would otherwise fall together.
 */
export function safeFileName(text: string): string {
  const plain = text.replaceAll(':', '-');
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(plain) && plain.length <= LONGEST) return plain;
  const kept = plain
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+/, '')
    .slice(0, LONGEST);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return kept === '' ? digest : `${kept}-${digest}`;
}
