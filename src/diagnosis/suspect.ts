import type { Subject } from '../../spec/contract.ts';
import type { Aspect } from './aspect.ts';
import type { Candidate } from './candidate.ts';
import type { Agreement } from './diagnosis.ts';
import { differingAspects } from './differing-aspects.ts';
import { observe } from './observe.ts';
import type { Recorded, RecordedCall } from './record.ts';

/** How a candidate fared at one call that was put to the subject. */
interface Comparison {
  readonly label: string;
  /** The aspects in which it does otherwise than the subject. */
  readonly differing: readonly Aspect[];
  /** The aspects in which it is not sound. */
  readonly claimed: readonly Aspect[];
  /** The aspects in which the subject is not sound. */
  readonly wrong: readonly Aspect[];
}

/** A candidate, and how it has fared so far. It goes through the same calls as the subject, in the same order. */
export interface Suspect {
  readonly candidate: Candidate;
  readonly subject: Subject;
  /** How many of the recorded probes it has gone through. */
  probes: number;
  readonly comparisons: Comparison[];
}

/** Without limit: candidates answer at once. */
const here = { way: null, timeoutMs: Number.MAX_SAFE_INTEGER } as const;

export function suspectOf(candidate: Candidate): Suspect {
  return { candidate, subject: candidate.make(), probes: 0, comparisons: [] };
}

/** Takes suspects through the probes that they have not gone through; only as far as the first contradiction where `brief`. */
export async function confront(
  suspects: readonly Suspect[],
  recorded: readonly Recorded[],
  relevant: ReadonlySet<Aspect>,
  brief = false,
): Promise<void> {
  for (const suspect of suspects) {
    for (const { probe, calls } of recorded.slice(suspect.probes)) {
      const own = await observe(suspect.subject, probe, here);
      suspect.probes += 1;
      for (const [k, one] of calls.entries()) {
        if (one.seen.answer === 'skipped' || !relevant.has(one.call.aspect)) continue;
        suspect.comparisons.push(compareAt(one, own[k]!, relevant, probe.name));
      }
      if (brief && suspect.comparisons.some(({ differing }) => differing.length > 0)) break;
    }
  }
}

function compareAt(
  { call, seen, sound, bounds, wrong }: RecordedCall,
  own: RecordedCall['seen'],
  relevant: ReadonlySet<Aspect>,
  name: string,
): Comparison {
  const ofRelevance = (aspects: readonly Aspect[]) => aspects.filter((aspect) => relevant.has(aspect));
  return {
    label: `${call.label} (${name})`,
    differing: ofRelevance(differingAspects(call, seen, own, sound, bounds)),
    claimed: ofRelevance(differingAspects(call, sound, own, sound, bounds)),
    wrong: ofRelevance(wrong),
  };
}

/**
 * True where nothing contradicts the suspect: it agrees with the subject in these aspects, and wherever else it is not sound.
 */
export function fits({ comparisons }: Suspect, aspects: ReadonlySet<Aspect>): boolean {
  return comparisons.every(({ differing, claimed }) =>
    differing.every((aspect) => !aspects.has(aspect) && !claimed.includes(aspect)),
  );
}

/** The calls at which the suspect is not sound in one of these aspects, and the subject does what it does. */
export function tellingCalls({ comparisons }: Suspect, aspects: ReadonlySet<Aspect>): number {
  return comparisons.filter(({ differing, claimed, wrong }) =>
    claimed.some((aspect) => aspects.has(aspect) && wrong.includes(aspect) && !differing.includes(aspect)),
  ).length;
}

/** The calls at which, in each of the aspects, one of the suspects does what the subject does. */
export function agreementOf(suspects: readonly Suspect[], aspects: ReadonlySet<Aspect>): Agreement {
  const [first] = suspects;
  const probes = first?.comparisons.length ?? 0;
  let agreeing = 0;
  for (let k = 0; k < probes; k++) {
    const holds = [...aspects].every((aspect) =>
      suspects.some(({ comparisons }) => comparisons[k]?.differing.includes(aspect) === false),
    );
    if (holds) agreeing += 1;
  }
  return { agreeing, probes };
}

/** The first call at which a suspect parts from the subject; null where it never does. */
export function partsAt({ comparisons }: Suspect): string | null {
  return comparisons.find(({ differing }) => differing.length > 0)?.label ?? null;
}
