import { type Fields, sameAnswer } from './answer-fields.ts';
import type { Mistake, Setting } from './act-out.ts';
import { mistakes } from './mistakes.ts';

/** What an answer is: right, or wrong in ways that are known or not. */
export interface Recognized {
  /** Empty where the answer is right. */
  readonly texts: readonly string[];
  /** True where nothing else need be asked. */
  readonly everywhere: boolean;
}

const RIGHT: Recognized = { texts: [], everywhere: false };

/**
 * Compares what a subject shows of an answer with the right answer and with that of each mistake: one mistake that explains
 * all fields, else those that explain one wrong field each, else how far off the first wrong value is.
 */
export function recognize(shown: Fields, right: Fields, setting: Setting): Recognized {
  const wrong = Object.keys(shown).filter((name) => name in right && !sameAnswer(shown[name]!, right[name]!));
  if (wrong.length === 0) return RIGHT;
  const known = mistakes
    .filter(({ of }) => of === undefined || of.includes(setting.operation))
    .map((mistake) => ({ mistake, answer: mistake.answer(setting) }));
  const explains = (answer: Fields, names: readonly string[]) =>
    names.every((name) => answer[name] !== undefined && sameAnswer(shown[name]!, answer[name]));
  const judged = Object.keys(shown).filter((name) => name in right);
  const whole = known.find(({ answer }) => explains(answer, judged));
  if (whole !== undefined) return { texts: [whole.mistake.text], everywhere: isEverywhere(whole.mistake) };
  const texts = wrong.flatMap(
    (name) => known.find(({ answer }) => explains(answer, [name]))?.mistake.text ?? [],
  );
  const [first] = wrong;
  if (texts.length === 0) texts.push(unknown(first!, shown[first!]!, right[first!]!));
  return { texts: [...new Set(texts)], everywhere: false };
}

function isEverywhere({ everywhere }: Mistake): boolean {
  return everywhere === true;
}

function unknown(name: string, shown: ArrayLike<number>, right: ArrayLike<number>): string {
  const at = Array.from(right).findIndex((value, i) => !sameAnswer([shown[i]!], [value]));
  if (at < 0) return `${name} is not accurate to three digits.`;
  return `${name}[${at}] is ${rounded(shown[at]!)} where ${rounded(right[at]!)} is right, like no mistake of an adapter that is known here: "bncheck check" knows more faults, of the batch norm itself.`;
}

function rounded(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}
