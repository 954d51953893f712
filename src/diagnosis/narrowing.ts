/** Narrows the suspects that fit down to those that no case tells apart, and makes sure of the first of them. */
import type { Aspect } from './aspect.ts';
import type { Candidate } from './candidate.ts';
import type { Investigation } from './investigation.ts';
import type { Probe } from './probe.ts';
import { probesOf } from './probes-of.ts';
import { plainQuestions, questionsFor } from './questions.ts';
import { confront, fits, type Suspect, tellingCalls } from './suspect.ts';
import { differAt } from './tell-apart.ts';

/** Calls at which a fault must have shown before it gives its name. */
export const ENOUGH = 3;

const MOST_SPLITS = 24;
const MOST_ROUNDS = 6;
const CASES_PER_REQUIREMENT = 4;
const CONFIRMING = 3;

/** The suspects that still fit; the first of them is what the others cannot be told from. */
export async function narrow(
  suspects: readonly Suspect[],
  aspects: ReadonlySet<Aspect>,
  investigation: Investigation,
): Promise<readonly Suspect[]> {
  const { recorded, relevant, dictionary } = investigation;
  let left = suspects.filter((suspect) => fits(suspect, aspects));
  const sift = async () => {
    await confront(left, recorded, relevant);
    left = left.filter((suspect) => fits(suspect, aspects));
  };
  await sift();
  for (let split = 0; split < MOST_SPLITS && left.length > 1; split++) {
    const probe = await splittingProbe(left, investigation);
    if (probe === null) break;
    await investigation.put(probe);
    const before = left.length;
    await sift();
    // The subject may have no calls left.
    if (left.length === before) break;
  }
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const [first] = left;
    if (first === undefined || tellingCalls(first, aspects) >= ENOUGH) break;
    const probe = await probeBetween(first.candidate, dictionary.sound, round, investigation);
    if (probe === null) continue;
    await investigation.put(probe);
    await sift();
  }
  if (left.length > 0) {
    await investigation.ask(confirmingQuestions(investigation));
    await sift();
  }
  return left;
}

async function splittingProbe(
  [first, ...others]: readonly Suspect[],
  investigation: Investigation,
): Promise<Probe | null> {
  for (const other of others) {
    const probe = await probeBetween(first!.candidate, other.candidate, 0, investigation);
    if (probe !== null) return probe;
  }
  return null;
}

/** A probe at which the two, both fresh, differ: among cases of the requirements that they break. Null where none was found. */
async function probeBetween(
  one: Candidate,
  other: Candidate,
  round: number,
  { offer, seed, broken, relevant }: Investigation,
): Promise<Probe | null> {
  for (const requirement of new Set([one.requirement, other.requirement, ...broken.slice(0, 2)])) {
    if (requirement === null) continue;
    for (const question of questionsFor(requirement, seed + 7 * round, CASES_PER_REQUIREMENT)) {
      for (const probe of await probesOf(question, offer)) {
        if (await differAt(probe, one, other, offer, relevant)) return probe;
      }
    }
  }
  return null;
}

/** Plain cases of another seed, and one of each special kind that counts. */
function confirmingQuestions({ seed, relevant }: Investigation) {
  const kinds: readonly (readonly [Aspect, string])[] = [
    ['degenerate', 'BN-EDGE-ONE-ELEMENT'],
    ['degenerate', 'BN-EDGE-EMPTY-BATCH'],
    ['special', 'BN-NAN-CONTAINMENT'],
    ['special', 'BN-EDGE-NEGATIVE-VARIANCE'],
    ['arguments', 'BN-ARGUMENTS'],
  ];
  const special = kinds
    .filter(([aspect]) => relevant.has(aspect))
    .flatMap(([, requirement]) => questionsFor(requirement, seed + 1, 1));
  return [...plainQuestions(seed + 2, CONFIRMING), ...special];
}
