/**
 * Text from outside as one harmless line: line ends become spaces; control characters, invisible formatting
 * (which can reverse or hide what follows) and lone surrogates go; what is longer than `longest` is cut.
 */
export function plainText(text: string, longest = 300): string {
  const spaced = text.replace(/[\t\n\v\f\r\u2028\u2029]+/g, ' ');
  const visible = spaced.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '');
  return clip(visible, longest);
}

/** The text, or its beginning and an ellipsis: `longest` characters at most. */
export function clip(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, Math.max(longest - 1, 0)).join('')}…`;
}
