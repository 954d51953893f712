/** Numbers as a person typed them, or a sentence that says what is wrong. */
export type Parsed = { readonly values: readonly number[] } | { readonly problem: string };

const SPECIAL: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
};

/** Numbers with blanks, commas or semicolons between them; NaN, Infinity and inf are numbers too. */
export function parseNumbers(text: string): Parsed {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const values: number[] = [];
  for (const word of words) {
    const value = SPECIAL[word.toLowerCase()] ?? Number(word);
    if (Number.isNaN(value) && word.toLowerCase() !== 'nan') return { problem: `"${word}" is not a number` };
    values.push(value);
  }
  return { values };
}

/** Largest number of elements that a channel may have here. */
export const MOST_ELEMENTS = 256;

/** One channel a line, all of the same length; lines without a number are left out. */
export function parseChannels(
  text: string,
): { readonly channels: readonly Float32Array[] } | { readonly problem: string } {
  const channels: Float32Array[] = [];
  for (const line of text.split('\n')) {
    const parsed = parseNumbers(line);
    if ('problem' in parsed) return parsed;
    if (parsed.values.length > 0) channels.push(Float32Array.from(parsed.values));
  }
  const [first] = channels;
  if (first === undefined) return { problem: 'there is no number: give at least one' };
  if (first.length > MOST_ELEMENTS)
    return { problem: `${first.length} elements are more than ${MOST_ELEMENTS}` };
  const odd = channels.findIndex(({ length }) => length !== first.length);
  if (odd < 0) return { channels };
  return {
    problem: `channel ${odd} has ${channels[odd]!.length} elements, channel 0 has ${first.length}: they must be equal`,
  };
}
