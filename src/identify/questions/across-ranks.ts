/**
 * Whether rank 4 follows the conventions of rank 2: libraries take other paths for it, which may correct another variance.
 *
 * The questions of `normalization` and `running-update` once more, on one call with the channels on axis 1 of a tensor of rank 4.
 */
import type { Conventions } from '../../../spec/contract.ts';
import { type Finding, found, none, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';
import { normalization } from './normalization.ts';
import { runningUpdate } from './running-update.ts';

const names = ['epsilonPlacement', 'normalizingVarianceCorrection', 'runningVarianceCorrection'] as const;

export async function acrossRanks(lab: Lab): Promise<Finding<'alike'>> {
  if (lab.arrangement !== 'rows') return unable('rank 2 is not offered');
  const planes = lab.inArrangement('planes');
  const findings = { ...(await normalization(planes)), ...(await runningUpdate(planes)) };
  const compared = names.filter((name) => lab.settled.includes(name) && findings[name].kind !== 'unable');
  if (compared.length === 0) return unable('rank 4 is not offered, or shows nothing to compare');
  const other = compared.flatMap((name) => difference(name, findings[name], lab.conventions));
  if (other.length > 0) return none(`in rank 4 ${other.join('; ')}`);
  return found('alike', 'rank 4 as rank 2', 'the same training with its channels on axis 1 of rank 4');
}

function difference(
  name: (typeof names)[number],
  finding: Finding<Conventions[keyof Conventions]>,
  conventions: Conventions,
): readonly string[] {
  if (finding.kind === 'found' && finding.value === conventions[name]) return [];
  return [`${name} is ${finding.kind === 'found' ? finding.value : 'none that is known'}`];
}
