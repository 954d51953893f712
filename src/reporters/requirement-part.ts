/** What a chapter says about one requirement, between its sentence and its facts. */
export interface RequirementPart {
  /** Why it is required, and its formula: Markdown. */
  readonly rationale: string;
  /** The code of its worked example. */
  readonly example: string;
  /** How it is checked, the faulty variants and the reports: Markdown. */
  readonly facts: string;
}

/** The part of a chapter that is about a requirement; empty strings where the chapter has none. */
export function requirementPart(chapter: string, id: string): RequirementPart {
  const between =
    chapter.split(`<!-- sentence ${id} -->`)[1]?.split(`<!-- facts ${id} -->`)[0]?.split('<!-- end -->')[1] ??
    '';
  const facts = chapter.split(`<!-- facts ${id} -->`)[1]?.split('<!-- end -->')[0] ?? '';
  const [before = '', after = ''] = between.split(`\`\`\`ts example ${id}\n`);
  const [example = '', rest = ''] = after.split(/^```$/m);
  const paragraphs = [before.trim(), rest.trim()].filter((paragraph) => paragraph !== '');
  return { rationale: paragraphs.join('\n\n'), example: example.trim(), facts: facts.trim() };
}
