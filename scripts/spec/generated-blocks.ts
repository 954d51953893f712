import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { type Requirement, requirementOf } from '../../spec/requirements.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { withEvidenceLinks } from './evidence-links.ts';
import { markdownTable } from './markdown-table.ts';
import { profileTable } from './profile-table.ts';
import { tables } from './tables.ts';

/**
 * The chapter with each of its generated blocks as it should be.
 *
 * @throws Error where a block names a requirement or a table that there is not.
 */
export function withFacts(chapter: string): string {
  return chapter.replaceAll(
    /^<!-- (sentence|facts|profiles|table) (\S+) -->\n[\s\S]*?^<!-- end -->$/gm,
    (_, kind: Kind, id: string) => `<!-- ${kind} ${id} -->\n${texts[kind](id)}\n<!-- end -->`,
  );
}

type Kind = 'sentence' | 'facts' | 'profiles' | 'table';

const texts: Readonly<Record<Kind, (id: string) => string>> = {
  sentence: (id) => sentenceOf(requirementOf(id)),
  facts: (id) => factsOf(requirementOf(id)),
  profiles: () => profileTable(),
  table: (name) => {
    const table = tables[name];
    if (table === undefined) throw new Error(`no table has the name "${name}"`);
    return table();
  },
};

/** The generated blocks of a chapter, as `sentence BN-…` and `facts BN-…`. */
export function blocksOf(chapter: string): readonly string[] {
  return Array.from(chapter.matchAll(/^<!-- ((?:sentence|facts) \S+) -->$/gm), (block) => block[1]!);
}

function sentenceOf({ id, level, sentence }: Requirement): string {
  return `> **${id}** · ${level}\n>\n> ${sentence}`;
}

function factsOf({ id, evidence }: Requirement): string {
  const lines = [`Checked by [${propertyFile(id)}](properties/${propertyFile(id)}).`];
  if (evidence.length > 0) lines.push(`Seen in the wild: ${evidence.map(withEvidenceLinks).join(', ')}.`);
  const faults = faultyVariants.filter(({ breaks }) => breaks === id);
  if (faults.length === 0) return lines.join('  \n');
  const rows = faults.map((variant) => [
    `\`${variant.id}\``,
    variant.symptom,
    variant.evidence === 'constructed' ? '' : withEvidenceLinks(variant.evidence),
  ]);
  return `${lines.join('  \n')}\n\n${markdownTable([['faulty variant', 'what it does', 'seen in'], ...rows])}`;
}

function propertyFile(id: string): string {
  const folder = join(packageRoot(), 'spec', 'properties');
  const found = readdirSync(folder).find((name) => {
    return !name.endsWith('.test.ts') && readFileSync(join(folder, name), 'utf8').includes(`'${id}'`);
  });
  if (found === undefined) throw new Error(`no file of spec/properties checks ${id}`);
  return found;
}
