import type { Candidate } from './candidate.ts';
import type { Investigation } from './investigation.ts';
import { narrow } from './narrowing.ts';
import type { Recorded } from './record.ts';
import { agreementOf, confront, fits, type Suspect, suspectOf } from './suspect.ts';

/** Suspects whose pairs are tried: those that agree most often, each with every other one. */
const LEADING = 12;

/**
 * Pairs of suspects that fit together where none does alone. Each part leaves marks of its own at some calls, so the likelier part of a
 * pair is among those that agree most often.
 *
 * Most pairs are turned away by one small probe at which the subject is wrong. It is put to a fresh pair, so that a fault which
 * depends on calls long before may be lost here: it goes without a name.
 */
export async function fittingPairs(
  suspects: readonly Suspect[],
  investigation: Investigation,
): Promise<readonly Suspect[]> {
  const { dictionary, relevant, recorded } = investigation;
  const witness = smallestWrong(recorded);
  if (witness === null) return [];
  const ranked = byAgreement(suspects, investigation);
  const fitting: Suspect[] = [];
  for (const [k, one] of ranked.slice(0, LEADING).entries()) {
    for (const other of ranked.slice(k + 1)) {
      const candidate: Candidate | null = dictionary.combine(one.candidate, other.candidate);
      if (candidate === null) continue;
      const alone = suspectOf(candidate);
      await confront([alone], [witness], relevant);
      if (!fits(alone, relevant)) continue;
      const pair = suspectOf(candidate);
      await confront([pair], recorded, relevant, true);
      if (fits(pair, relevant)) fitting.push(pair);
    }
  }
  return narrow(fitting, relevant, investigation);
}

/** The probe of fewest elements and calls at which the subject is wrong. */
function smallestWrong(recorded: readonly Recorded[]): Recorded | null {
  const sizeOf = ({ calls }: Recorded) => calls.reduce((sum, { call }) => sum + call.given.input.length, 0);
  const wrong = recorded.filter(({ calls }) => calls.some((call) => call.wrong.length > 0));
  return wrong.sort((a, b) => sizeOf(a) - sizeOf(b))[0] ?? null;
}

/** Suspects by the share of calls at which they agree, the best first. */
export function byAgreement(
  suspects: readonly Suspect[],
  { relevant }: Pick<Investigation, 'relevant'>,
): readonly Suspect[] {
  const shareOf = (suspect: Suspect) => {
    const { agreeing, probes } = agreementOf([suspect], relevant);
    return agreeing / Math.max(1, probes);
  };
  const rated = suspects.map((suspect) => ({ suspect, share: shareOf(suspect) }));
  return rated.sort((a, b) => b.share - a.share).map(({ suspect }) => suspect);
}
