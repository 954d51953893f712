import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Requirement, requirementOf, requirements } from '../../spec/requirements.ts';
import { packageRoot } from '../fixture-format/package-root.ts';
import { requirementPart } from '../reporters/requirement-part.ts';
import { requirementTable, requirementText } from '../reporters/requirement-text.ts';
import { knownRequirement } from './choose-requirements.ts';
import { type CliIo, pageFor } from './cli-io.ts';

/** Explains one requirement with the text of its chapter, or lists them all. */
export function explainCommand(id: string | undefined, io: CliIo): number {
  const { print } = pageFor(io, false);
  if (id === undefined) print(requirementTable(requirements));
  else {
    const requirement = requirementOf(knownRequirement(id));
    print(requirementText(requirement, requirementPart(chapterOf(requirement), requirement.id)));
  }
  return 0;
}

function chapterOf({ section }: Requirement): string {
  const [chapter] = section.split('#');
  return readFileSync(join(packageRoot(), 'spec', chapter!), 'utf8');
}
