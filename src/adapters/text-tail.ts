/** Remembers the end of what a child prints, to be quoted when it fails. */
export interface TextTail {
  readonly push: (text: string) => void;
  /** " Its stderr ends: ..." with the last lines, or '' where nothing was printed. */
  readonly quote: () => string;
}

const KEPT_CHARACTERS = 4096;
const QUOTED_LINES = 3;

/** A tail that keeps the last 4 KB and quotes the last three lines. */
export function createTextTail(): TextTail {
  let tail = '';
  return {
    push: (text) => {
      tail = (tail + text).slice(-KEPT_CHARACTERS);
    },
    quote: () => {
      const lines = tail.split('\n').filter((line) => line.trim() !== '');
      if (lines.length === 0) return '';
      return ` Its stderr ends: ${JSON.stringify(lines.slice(-QUOTED_LINES).join('\n'))}.`;
    },
  };
}
