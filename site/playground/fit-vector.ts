import { parseNumbers } from './parse-numbers.ts';

/** Text of a vector that fits so many channels: its numbers again from the start, or the first of them. */
export function fitVector(text: string, channels: number): string {
  const parsed = parseNumbers(text);
  if ('problem' in parsed || parsed.values.length <= 1) return text;
  const { values } = parsed;
  return Array.from({ length: channels }, (_, c) => String(values[c % values.length])).join('  ');
}
