/** The answer to one question: what was found, or why nothing was. */
export type Finding<Value> =
  | Found<Value>
  /** The subject answered, and like nothing that is known. */
  | { readonly kind: 'none'; readonly text: string }
  /** There was no answer that could tell: not offered, not shown, refused, broken. */
  | { readonly kind: 'unable'; readonly text: string };

export interface Found<Value> {
  readonly kind: 'found';
  readonly value: Value;
  /** The value in words, completing "epsilon placement: ". */
  readonly text: string;
  /** What was asked and seen, in words. */
  readonly evidence: string;
  /** How many bounds the nearest other answer is away; null where none was compared by a bound. */
  readonly separation: number | null;
}

export function found<Value>(
  value: Value,
  text: string,
  evidence: string,
  separation: number | null = null,
): Found<Value> {
  return { kind: 'found', value, text, evidence, separation };
}

export function none(text: string): Finding<never> {
  return { kind: 'none', text };
}

export function unable(text: string): Finding<never> {
  return { kind: 'unable', text };
}

/** The same finding of a part of its value, in words of its own. */
export function partOf<Whole, Part>(
  finding: Finding<Whole>,
  part: (value: Whole) => Part,
  text: (value: Whole) => string,
): Finding<Part> {
  if (finding.kind !== 'found') return finding;
  return { ...finding, value: part(finding.value), text: text(finding.value) };
}
