/** A line of a Markdown text, and what it stands in. */
export interface MarkdownLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** What follows the opening ``` of the fenced block that the line lies in, the fences themselves included; null outside. */
  readonly fence: string | null;
  /** True of the line that opens a fenced block. */
  readonly opens: boolean;
  /** The comment that opens the marked part (up to `<!-- end … -->`) that the line lies in; null outside. */
  readonly marker: string | null;
}

/** The lines of a Markdown text. */
export function markdownLines(text: string): readonly MarkdownLine[] {
  let fence: string | null = null;
  let marker: string | null = null;
  return text.split('\n').map((line, k) => {
    const info = /^ {0,3}```(.*)$/.exec(line)?.[1];
    const opens = fence === null && info !== undefined;
    if (opens) fence = info.trim();
    const comment = fence === null ? /^<!-- (.+) -->$/.exec(line)?.[1] : undefined;
    if (comment !== undefined && !comment.startsWith('end')) marker = comment;
    const found = { number: k + 1, text: line, fence, opens, marker };
    if (fence !== null && info !== undefined && !opens) fence = null;
    if (comment?.startsWith('end')) marker = null;
    return found;
  });
}

/** A line without its code spans. */
export function withoutCode(line: string): string {
  return line.replaceAll(/(`+)[^`].*?\1/g, '');
}
