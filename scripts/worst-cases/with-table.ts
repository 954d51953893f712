const begin = '<!-- worst ratios: npx jiti scripts/find-worst-cases.ts -->';
const end = '<!-- end of worst ratios -->';

/** The text with the table between its two marks. @throws Error where a mark is missing. */
export function withTable(text: string, table: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the text must hold '${begin}' and, below it, '${end}'`);
  return `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`;
}
