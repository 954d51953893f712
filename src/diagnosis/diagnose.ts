/**
 * Names the fault of a failing subject: the candidate that behaves as the subject does at every probe.
 *
 * 1. Screening. Counterexamples, cases of the broken requirements and plain cases are put to the subject and to every candidate.
 * 2. Narrowing. As long as two candidates fit, a case is sought (on fresh copies of both, which costs the subject nothing) at which they
 *    differ, and put to the subject. Those that no case tells apart are one class, named by its first.
 * 3. Where none fits, pairs of them are tried; and where no pair fits, candidates that each explain one side of the behaviour in full.
 *
 * A name is given only where the candidate agrees at every probe, where it has shown at `ENOUGH` calls or more (it is not sound there,
 * nor is the subject, and both do the same), and where every other candidate was contradicted or cannot be told from it. Agreement by
 * chance at one such call takes an error that meets another by a millionth of it; `ENOUGH` is above one because some calls tell only yes or
 * no. All counts are fixed, so the same seed gives the same diagnosis.
 */
import type { Oracle, Subject } from '../../spec/contract.ts';
import type { Outcome } from '../harness/outcome.ts';
import { type Aspect, aspectsOf } from './aspect.ts';
import type { Dictionary } from './candidate.ts';
import { type Diagnosis, unknownFault } from './diagnosis.ts';
import { type Investigation, investigate } from './investigation.ts';
import { ENOUGH, narrow } from './narrowing.ts';
import { byAgreement, fittingPairs } from './pairs.ts';
import { screeningQuestions } from './screening.ts';
import { agreementOf, confront, fits, partsAt, type Suspect, suspectOf, tellingCalls } from './suspect.ts';

export interface DiagnoseOptions {
  readonly dictionary: Dictionary;
  /** What the suite found. */
  readonly outcomes: readonly Outcome[];
  /** Judges nothing here: the properties need one while the calls that they make are written down. */
  readonly oracle: Oracle;
  readonly seed: number;
  readonly timeoutMs: number;
}

/** Calls that a subject is asked to make at most, and at least where it asks for a share of the cases. */
const MOST_CALLS = 600;
const LEAST_CALLS = 60;

/** The fault of a subject that has just been made, or null where the suite found nothing that could be tried again. */
export async function diagnose(subject: Subject, options: DiagnoseOptions): Promise<Diagnosis | null> {
  const { dictionary, outcomes, seed, timeoutMs, oracle } = options;
  const broken = outcomes.filter(
    ({ outcome, counterexample }) =>
      (outcome === 'failed' || outcome === 'errored') && counterexample !== undefined,
  );
  if (broken.length === 0) return null;
  const effort = Math.min(1, subject.share ?? 1);
  const checked = outcomes.filter(({ outcome }) => outcome !== 'skipped' && outcome !== 'vacuous');
  const investigation = investigate({
    subject,
    dictionary,
    oracle,
    seed,
    timeoutMs,
    way: broken[0]!.counterexample!.way,
    broken: broken.map(({ requirement }) => requirement),
    relevant: new Set<Aspect>(['numbers', ...checked.flatMap(({ requirement }) => aspectsOf(requirement))]),
    mostCalls: Math.max(LEAST_CALLS, Math.round(MOST_CALLS * effort)),
  });
  const { relevant, recorded } = investigation;
  const screening = screeningQuestions(broken, seed, effort);
  await investigation.ask(screening.first);
  const first = [...recorded];
  await investigation.ask(screening.more);
  // Most are contradicted at once, and nearly always one is left: what the others would do after that need not be known.
  const hurried = dictionary.candidates.map(suspectOf);
  await confront(hurried, recorded, relevant, true);
  const left = hurried.filter((suspect) => fits(suspect, relevant));
  const single = await named(await narrow(left, relevant, investigation), investigation);
  if (single !== null) return single;
  if (investigation.isLost()) return unknownFault('It stopped answering while it was questioned.');
  const suspects = dictionary.candidates.map(suspectOf);
  await confront(suspects, first, relevant);
  const ranked = byAgreement(suspects, investigation);
  const pair = await named(await fittingPairs(ranked, investigation), investigation);
  if (pair !== null) return pair;
  // Those that have explained something so far.
  const claiming = suspects.filter((suspect) => tellingCalls(suspect, relevant) > 0);
  await confront(claiming, recorded, relevant);
  return (await bySides(claiming, investigation)) ?? unknown(claiming, investigation);
}

async function named(left: readonly Suspect[], investigation: Investigation): Promise<Diagnosis | null> {
  const [first, ...others] = left;
  const { relevant } = investigation;
  if (first === undefined || investigation.isLost() || tellingCalls(first, relevant) < ENOUGH) return null;
  const { id, meaning, evidence, requirement } = first.candidate;
  return {
    name: id,
    agreement: agreementOf([first], relevant),
    telling: tellingCalls(first, relevant),
    meaning,
    evidence,
    requirement,
    alternatives: others.map(({ candidate }) => candidate.id),
    nearest: null,
    unexplained: [],
  };
}

/**
 * Several faults that each explain one side, and make no false claim about another. A side may stay open, but not the numbers: they are
 * what other sides follow from, so a name that leaves them open would be that of a likeness.
 */
async function bySides(
  suspects: readonly Suspect[],
  investigation: Investigation,
): Promise<Diagnosis | null> {
  const { relevant, recorded } = investigation;
  const wrong = [...relevant].filter((aspect) =>
    recorded.some(({ calls }) => calls.some((call) => call.wrong.includes(aspect))),
  );
  const found: Suspect[] = [];
  const unexplained: Aspect[] = [];
  for (const aspect of wrong) {
    const side = new Set([aspect]);
    if (found.some((one) => tellingCalls(one, side) >= ENOUGH && fits(one, side))) continue;
    const claiming = suspects.filter((one) => tellingCalls(one, side) > 0);
    const [first] = await narrow(claiming, side, investigation);
    if (first !== undefined && tellingCalls(first, side) >= ENOUGH) {
      // One that was found for another side may show in this one only now.
      if (!found.some(({ candidate }) => candidate === first.candidate)) found.push(first);
    } else if (aspect === 'numbers') return null;
    else unexplained.push(aspect);
  }
  await confront(found, recorded, relevant);
  if (found.length === 0 || investigation.isLost() || !found.every((one) => fits(one, new Set())))
    return null;
  const explained = new Set([...relevant].filter((aspect) => !unexplained.includes(aspect)));
  const agreement = agreementOf(found, explained);
  if (agreement.agreeing < agreement.probes) return null;
  const candidates = found.map(({ candidate }) => candidate);
  return {
    name: candidates.map(({ id }) => id).join(' + '),
    agreement,
    telling: found.reduce((sum, one) => sum + tellingCalls(one, relevant), 0),
    meaning: candidates.map(({ meaning }) => meaning).join(' '),
    evidence: candidates.map(({ evidence }) => evidence).join('; '),
    requirement: candidates[0]!.requirement,
    alternatives: [],
    nearest: null,
    unexplained,
  };
}

/** Without a name; with the candidate that explains most of what is wrong, where that is a third of it or more. */
function unknown(suspects: readonly Suspect[], investigation: Investigation): Diagnosis {
  const { relevant, recorded } = investigation;
  const [best] = suspects
    .map((suspect) => ({ suspect, explained: tellingCalls(suspect, relevant) }))
    .sort((one, other) => other.explained - one.explained);
  const wrong = recorded.flatMap(({ calls }) =>
    calls.filter((one) => one.wrong.some((aspect) => relevant.has(aspect))),
  );
  if (wrong.length === 0) return unknownFault(notAgain);
  if (best === undefined || 3 * best.explained < wrong.length) return unknownFault(unlikeAll);
  const near = best.suspect;
  const disagreesOn = partsAt(near);
  if (disagreesOn === null) return unknownFault(unlikeAll);
  const agreement = agreementOf([near], relevant);
  return unknownFault(unlikeAll, {
    agreement,
    telling: best.explained,
    nearest: { name: near.candidate.id, agreement, disagreesOn },
  });
}

const notAgain = 'The failure did not show again: it depends on earlier calls, or on chance.';
const unlikeAll = 'No known fault behaves like this, and no pair of known faults.';
