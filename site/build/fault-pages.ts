import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import type { Variant } from '../../reference/variants/skeleton/define-variant.ts';
import { type Requirement, requirementOf } from '../../spec/requirements.ts';
import { withEvidenceLinks } from '../../scripts/spec/evidence-links.ts';
import { counterexampleFacts, type Facts } from '../faults/counterexample-facts.ts';
import type { FaultEntry } from '../faults/fault-entry.ts';
import type { PageFault } from '../faults/live-replay.ts';
import { replayCounterexample } from '../faults/replay-counterexample.ts';
import { caseOfStored, type StoredFault } from '../faults/stored-fault.ts';
import { type FeaturedFault, featuredIds } from './featured-faults.ts';
import { type FaultCode, faultCodes } from './fault-code.ts';
import { faultRooms, type Room, roomOf } from './fault-rooms.ts';
import { killsOf } from './kill-matrix.ts';
import { escapeHtml, tableHtml } from './html-text.ts';
import { site } from './repository.ts';
import { writePage } from './write-page.ts';

/** One fault with all that its place in the museum shows. */
interface Exhibit {
  readonly variant: Variant;
  readonly code: FaultCode;
  readonly stored: StoredFault;
  readonly facts: Facts;
}

/**
 * Writes the rooms of the museum, and the list of faults that the index shows; gives how many faults.
 *
 * Every stored counterexample is tried again, on the code as it is: where one no longer fails the build ends.
 */
export async function writeFaultPages(): Promise<number> {
  const codes = faultCodes();
  const stored = new Map(readStored().map((fault) => [fault.id, fault]));
  const exhibits: Exhibit[] = [];
  for (const variant of faultyVariants) {
    const [code, kept] = [codes.get(variant.id), stored.get(variant.id)];
    if (code === undefined) throw new Error(`no defineVariant call has the id ${variant.id}`);
    if (kept === undefined)
      throw new Error(`${variant.id} has no counterexample: run npm --prefix site run data`);
    exhibits.push({ variant, code, stored: kept, facts: await factsOf(variant, kept) });
  }
  for (const room of faultRooms()) {
    const own = exhibits.filter(({ code }) => code.path === room.path);
    writePage(`faults/${room.name}`, {
      frontMatter: {
        title: `${room.title}: faults`,
        outline: 2,
        pageClass: 'bn-page-museum',
        source: room.path,
      },
      body: roomBody(room, own),
    });
  }
  mkdirSync(join(site, 'generated'), { recursive: true });
  writeFileSync(join(site, 'generated', 'faults.json'), JSON.stringify(exhibits.map(entryOf)));
  writeFileSync(join(site, 'generated', 'featured.json'), JSON.stringify(featured(exhibits)));
  writeFileSync(
    join(site, 'generated', 'cases.json'),
    JSON.stringify(Object.fromEntries(pageFaults(exhibits))),
  );
  return exhibits.length;
}

function pageFaults(exhibits: readonly Exhibit[]): readonly (readonly [id: string, fault: PageFault])[] {
  return exhibits.map(({ variant, stored }) => {
    return [variant.id, { requirement: stored.requirement, case: stored.case }];
  });
}

function featured(exhibits: readonly Exhibit[]): readonly FeaturedFault[] {
  return featuredIds.map((id) => {
    const exhibit = exhibits.find(({ variant }) => variant.id === id);
    if (exhibit === undefined) throw new Error(`there is no faulty variant ${id} for the first page`);
    const { variant, code, facts } = exhibit;
    return { id, symptom: variant.symptom, room: roomOf(code.path), facts };
  });
}

function readStored(): readonly StoredFault[] {
  const text = readFileSync(join(site, 'data', 'counterexamples.json'), 'utf8');
  return (JSON.parse(text) as { faults: readonly StoredFault[] }).faults;
}

async function factsOf(variant: Variant, stored: StoredFault): Promise<Facts> {
  if (stored.remembered !== undefined) return stored.remembered;
  const given = caseOfStored(stored);
  const replayed = await replayCounterexample(variant.make(), stored.requirement, given);
  if (replayed.kind !== 'failed' && replayed.kind !== 'errored') {
    throw new Error(
      `the counterexample of ${variant.id} ends as ${replayed.kind}: run npm --prefix site run data`,
    );
  }
  return counterexampleFacts(stored.requirement, given, replayed);
}

function entryOf({ variant, code, stored, facts }: Exhibit): FaultEntry {
  const { id, symptom, breaks, evidence } = variant;
  return {
    id,
    symptom,
    breaks: breaks!,
    room: roomOf(code.path),
    evidence: evidence === 'constructed' ? '' : evidence,
    caughtBy: killsOf(id).caughtBy,
    cases: killsOf(id).cases,
    elements: caseOfStored(stored).input.length,
    message: facts.message,
  };
}

function roomBody(room: Room, exhibits: readonly Exhibit[]): string {
  const count = exhibits.length === 1 ? 'One fault' : `${exhibits.length} faults`;
  return `# ${room.title}\n\n${room.about} ${count}, written in [${room.path}](/source/${room.path}.html).\n\n${exhibits.map(exhibitBody).join('\n')}`;
}

function exhibitBody({ variant, code, stored, facts }: Exhibit): string {
  const { id, symptom, evidence } = variant;
  const seen =
    evidence === 'constructed'
      ? 'nowhere yet: it was made up to test the suite'
      : withEvidenceLinks(evidence);
  const lines = code.wrong.map(([first, last]) => `${first}-${last}`).join(',');
  const { broken, caughtBy, cases } = killsOf(id);
  const others = broken.filter((other) => other !== stored.requirement && other !== caughtBy);
  return [
    `## ${id} {#${id}}\n`,
    `<div class="bn-fault">\n`,
    `${symptom}\n`,
    `**Seen** ${seen}.  `,
    `**Breaks** ${requirementLink(variant.breaks!)}.  `,
    `**First noticed** by ${requirementLink(caughtBy)}, at case ${cases} of a run at tier smoke.\n`,
    `<p class="bn-label">The code that is wrong</p>\n`,
    `\`\`\`ts{${lines}}\n${code.code}\n\`\`\`\n`,
    ...(code.replaced.length > 0 ? [`In place of ${code.replaced.map(stepLink).join(', ')}.\n`] : []),
    `<p class="bn-label">The smallest input that shows it</p>\n`,
    factsHtml(facts, stored),
    ...(others.length > 0 ? [othersHtml(others)] : []),
    `<FaultReplay id="${id}" />\n`,
    `</div>\n`,
  ].join('\n');
}

function factsHtml({ requirement, message, given, comparison }: Facts, stored: StoredFault): string {
  const rows = [...given, ...comparison].map(([label, text]) => [label, text] as const);
  const { foundElements } = stored;
  const size = caseOfStored(stored).input.length;
  const shrunk = size < foundElements ? ` Found with ${foundElements} elements, shrunk to ${size}.` : '';
  return [
    `${requirementLink(requirement)} does not hold: ${escapeHtml(message)}.${shrunk}\n`,
    `<div class="bn-scroll" tabindex="0" role="region" aria-label="Counterexample of ${stored.id}">`,
    tableHtml(rows),
    '</div>\n',
  ].join('\n');
}

function othersHtml(others: readonly string[]): string {
  const count = others.length === 1 ? 'one more requirement' : `${others.length} more requirements`;
  const links = others.map(requirementLink).join(', ');
  return `<details><summary>Noticed too by ${count}</summary>\n\n${links}\n\n</details>\n`;
}

function requirementLink(id: string): string {
  const { section }: Requirement = requirementOf(id);
  return `[${id}](/spec/${section.replace('.md', '')})`;
}

function stepLink(name: string): string {
  return `the skeleton's \`${name}\``;
}
