/** A worked example of a chapter: a fenced block that opens with ```ts example, or ```ts example REQUIREMENT. */
export interface Example {
  /** The requirement that it illustrates; null where it belongs to the text around it. */
  readonly requirement: string | null;
  /** Line of the chapter on which the code begins, counted from 1. */
  readonly line: number;
  readonly code: string;
}

/** The worked examples of a chapter, in order. */
export function examplesOf(chapter: string): readonly Example[] {
  const blocks = chapter.matchAll(/^```ts example(?: (\S+))?\n([\s\S]*?)^```$/gm);
  return Array.from(blocks, (block) => ({
    requirement: block[1] ?? null,
    line: chapter.slice(0, block.index).split('\n').length + 1,
    code: block[2]!,
  }));
}
