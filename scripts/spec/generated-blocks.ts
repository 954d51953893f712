import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { type Requirement, requirementOf } from '../../spec/requirements.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { profileTable } from './profile-table.ts';

/** The chapter with each of its generated blocks as it should be. */
export function withFacts(chapter: string): string {
  return chapter.replaceAll(
    /^<!-- (sentence|facts|profiles) (\S+) -->\n[\s\S]*?^<!-- end -->$/gm,
    (_, kind: Kind, id: string) => `<!-- ${kind} ${id} -->\n${texts[kind](id)}\n<!-- end -->`,
  );
}

type Kind = 'sentence' | 'facts' | 'profiles';

const texts: Readonly<Record<Kind, (id: string) => string>> = {
  sentence: (id) => sentenceOf(requirementOf(id)),
  facts: (id) => factsOf(requirementOf(id)),
  profiles: () => profileTable(),
};

/** The generated blocks of a chapter, as `sentence BN-…` and `facts BN-…`. */
export function blocksOf(chapter: string): readonly string[] {
  return Array.from(chapter.matchAll(/^<!-- ((?:sentence|facts) \S+) -->$/gm), (block) => block[1]!);
}

function sentenceOf({ id, level, sentence }: Requirement): string {
  return `> **${id}** · ${level}\n>\n> ${sentence}`;
}

function factsOf({ id, evidence }: Requirement): string {
  const faults = faultyVariants.filter(({ breaks }) => breaks === id).map((variant) => `\`${variant.id}\``);
  const lines = [`Checked by [${propertyFile(id)}](properties/${propertyFile(id)}).`];
  if (faults.length > 0) lines.push(`Faulty variants that break it: ${faults.join(', ')}.`);
  if (evidence.length > 0) lines.push(`Seen in the wild: ${evidence.map(linkOf).join(', ')}.`);
  return lines.join('  \n');
}

function propertyFile(id: string): string {
  const folder = join(packageRoot(), 'spec', 'properties');
  const found = readdirSync(folder).find((name) => {
    return !name.endsWith('.test.ts') && readFileSync(join(folder, name), 'utf8').includes(`'${id}'`);
  });
  if (found === undefined) throw new Error(`no file of spec/properties checks ${id}`);
  return found;
}

/** A link for `owner/repository#number` and `owner/repository commit`; any other evidence as it is. */
function linkOf(evidence: string): string {
  const thread = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(evidence);
  if (thread !== null) return `[${evidence}](https://github.com/${thread[1]}/issues/${thread[2]})`;
  const commit = /^([\w.-]+\/[\w.-]+) ([0-9a-f]{7,40})$/.exec(evidence);
  if (commit !== null) return `[${evidence}](https://github.com/${commit[1]}/commit/${commit[2]})`;
  return evidence;
}
