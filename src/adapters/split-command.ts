export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Splits `cmd:python3 adapter.py --flag "a b"` (with or without `cmd:`) into a program and its arguments.
 *
 * White space separates. '...' keeps all as it stands; "..." too, but for \" and \\ which mean " and \. Outside
 * quotes a backslash is an ordinary character, so that Windows paths survive. No shell is involved: no
 * variables, no wildcards, no pipes. Throws where a quote stays open or no program is named.
 */
export function splitCommand(text: string): CommandLine {
  const line = text.replace(/^cmd:/, '');
  const words: string[] = [];
  let rest = line.trimStart();
  while (rest !== '') {
    const [whole, word] = takeWord(rest, text);
    words.push(word);
    rest = rest.slice(whole).trimStart();
  }
  const [command, ...args] = words;
  if (!command) throw new Error(`${JSON.stringify(text)} names no program to run.`);
  return { command, args };
}

/** A run of plain characters, a "..." piece or a '...' piece; a word is one or more of them. */
const PIECE = /([^\s"']+)|"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/y;

/** The length of the first word as written, and what it says. */
function takeWord(rest: string, text: string): readonly [number, string] {
  let word = '';
  let at = 0;
  while (at < rest.length && !/\s/.test(rest[at]!)) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(rest);
    if (piece === null) throw new Error(`${JSON.stringify(text)} has a ${rest[at]} that is never closed.`);
    const [whole, plain, inDouble, inSingle] = piece;
    word += plain ?? inSingle ?? inDouble!.replace(/\\(["\\])/g, '$1');
    at += whole.length;
  }
  return [at, word];
}
