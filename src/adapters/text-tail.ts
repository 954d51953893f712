/** Remembers the end of what a child prints, to be quoted when it fails. */
export interface TextTail {
  readonly push: (text: string) => void;
  /** " Its stderr ends: ..." with the last lines, or '' where nothing was printed. */
  readonly quote: () => string;
}

const KEPT_CHARACTERS = 4096;
const QUOTED_LINES = 3;

/** Reports cut a sentence after 300 characters, and the reason stands at the end of what a program prints. */
const QUOTED_CHARACTERS = 160;

/** A tail that keeps the last 4 KB and quotes the last three lines, without those that only underline (^^^^). */
export function createTextTail(): TextTail {
  let tail = '';
  return {
    push: (text) => {
      tail = (tail + text).slice(-KEPT_CHARACTERS);
    },
    quote: () => {
      const lines = tail.split('\n').filter((line) => /[^\s^~]/.test(line));
      if (lines.length === 0) return '';
      const quoted = lines.slice(-QUOTED_LINES).join('\n');
      const dots = quoted.length > QUOTED_CHARACTERS ? '...' : '';
      return ` Its stderr ends: ${dots}${JSON.stringify(quoted.slice(-QUOTED_CHARACTERS))}.`;
    },
  };
}
