import { requirementOf, requirements } from '../../spec/requirements.ts';
import { requirementTable, requirementText } from '../reporters/requirement-text.ts';
import { knownRequirement } from './choose-requirements.ts';
import { type CliIo, pageFor } from './cli-io.ts';

/** Explains one requirement, or lists them all. */
export function explainCommand(id: string | undefined, io: CliIo): number {
  const { print } = pageFor(io, false);
  print(
    id === undefined ? requirementTable(requirements) : requirementText(requirementOf(knownRequirement(id))),
  );
  return 0;
}
