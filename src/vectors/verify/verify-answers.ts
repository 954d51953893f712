import type { Conventions } from '../../../spec/contract.ts';
import { flagsOf } from '../flags-of.ts';
import { expectedOf, restricted } from '../make-vector.ts';
import { plainConventions } from '../../../spec/conventions.ts';
import type { Truth } from '../truth.ts';
import { type Expectations, quantities, type Quantity, type Vector, type VectorFile } from '../vector.ts';
import { validityOf } from '../validity-of.ts';
import { type Judged, judgeResult } from './judge-result.ts';
import type { Answer } from './parse-answers.ts';
import { requirementOfQuantity } from './requirement-of-quantity.ts';

/** What became of one answer. */
export interface VectorVerdict {
  readonly id: string;
  readonly requirement: string;
  readonly flags: readonly string[];
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** Worst error as a part of its bound; 0 where nothing was compared. */
  readonly ratio: number;
  /** Why it failed or was passed over. */
  readonly message?: string;
  /** The worst element of a failure. */
  readonly worst?: Judged;
  readonly vector: Vector;
}

export interface VerifyOptions {
  readonly truth: Truth;
  /** The conventions to judge by; null for those of the formulas, with the running variance that suits the answers best. */
  readonly profile: Conventions | null;
}

/** Finds vectors by their ids. */
export type VectorIndex = ReadonlyMap<string, { readonly vector: Vector; readonly file: VectorFile }>;

export function indexOf(files: readonly VectorFile[]): VectorIndex {
  const entries = files.flatMap((file) =>
    file.vectors.map((vector) => [vector.id, { vector, file }] as const),
  );
  return new Map(entries);
}

/** The verdicts on all answers, in their order, and the custom for the running variance by which they were judged. */
export interface Verification {
  readonly correction: Conventions['runningVarianceCorrection'];
  readonly verdicts: readonly VectorVerdict[];
}

/**
 * Judges answers. Where no profile is given, the custom for the running variance is the one with fewer failures, for all answers alike.
 *
 * @throws Error where an answer is to a vector that is not known and does not pass the call on.
 */
export function verifyAnswers(
  answers: readonly Answer[],
  index: VectorIndex,
  options: VerifyOptions,
): Verification {
  const under = (correction: Conventions['runningVarianceCorrection']): Verification => ({
    correction,
    verdicts: answers.map((answer) => verdictOn(answer, index, correction, options)),
  });
  if (options.profile !== null) return under(options.profile.runningVarianceCorrection);
  const [plain, corrected] = [under(0), under(1)];
  const failures = ({ verdicts }: Verification) =>
    verdicts.filter(({ verdict }) => verdict === 'failed').length;
  return failures(corrected) < failures(plain) ? corrected : plain;
}

function verdictOn(
  answer: Answer,
  index: VectorIndex,
  correction: Conventions['runningVarianceCorrection'],
  { truth, profile }: VerifyOptions,
): VectorVerdict {
  const known = index.get(answer.id);
  if (known === undefined && answer.request === undefined) {
    throw new Error(
      `${answer.place}: there is no vector ${JSON.stringify(answer.id)}; pass "operation" and "arguments" on with answers to others`,
    );
  }
  const vector = known?.vector ?? unknownVector(answer, truth, profile);
  const { id, requirement, flags, validity } = vector;
  const head = { id, requirement, flags, vector };
  const skipped = (message: string): VectorVerdict => ({ ...head, verdict: 'skipped', ratio: 0, message });
  const failed = (message: string, worst?: Judged): VectorVerdict => {
    const ratio = worst?.ratio ?? Number.POSITIVE_INFINITY;
    const broken = worst === undefined ? requirement : requirementOfQuantity(vector, worst.quantity);
    return {
      ...head,
      requirement: broken,
      verdict: 'failed',
      ratio,
      message,
      ...(worst === undefined ? {} : { worst }),
    };
  };
  if (answer.skipped !== undefined) return skipped(answer.skipped);
  const own = known?.file.conventions ?? null;
  // Plain vectors serve every profile: what differs is computed anew below.
  const isOfProfile = known?.file.name.startsWith(PROFILE) ?? false;
  if (isOfProfile && (profile === null || !agree(own!, profile))) {
    return skipped(
      `it is of other conventions: judge it by --profile ${known!.file.name.slice(PROFILE.length)}`,
    );
  }
  if (answer.refused !== undefined) {
    if (validity === 'invalid' || mayRefuse(vector, profile)) return { ...head, verdict: 'passed', ratio: 0 };
    return failed(`it was refused: ${answer.refused}`);
  }
  if (validity === 'invalid') return failed('it should have been refused, since its arguments make no sense');
  const judged = judgeResult(inConventions(vector, own, profile, truth), answer.result!, correction);
  const worst = judged.reduce<Judged | undefined>(
    (a, b) => (a === undefined || b.ratio > a.ratio ? b : a),
    undefined,
  );
  if (worst === undefined) return skipped('it shows nothing that could be judged');
  if (worst.ratio <= 1) return { ...head, verdict: 'passed', ratio: worst.ratio };
  return failed(worst.fault ?? `${worst.quantity} is out of its bound`, worst);
}

/** How the names of files begin that are judged by their own conventions only. */
const PROFILE = 'profile-';

/** An answer that brings its call is judged as a vector of its own. Throws an Error with its place where the call makes no sense. */
function unknownVector(answer: Answer, truth: Truth, profile: Conventions | null): Vector {
  const request = answer.request!;
  const conventions = profile ?? plainConventions;
  const { id, requirement = 'unknown', place } = answer;
  try {
    truth.checkArguments(request);
    const head = { id, requirement, comment: '', flags: flagsOf(request), request };
    return { ...head, validity: validityOf(request), expected: expectedOf(request, conventions, truth) };
  } catch (error) {
    throw new Error(`${place}: the call that was passed on cannot be judged: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** What must come under a profile whose conventions are not those of the file, beyond the running variance. */
function inConventions(
  vector: Vector,
  own: Conventions | null,
  profile: Conventions | null,
  truth: Truth,
): Vector {
  if (own === null || profile === null || agree(own, profile, irrelevantTo(vector))) return vector;
  const expected = expectedOf(vector.request, profile, truth);
  if (Array.isArray(expected)) return { ...vector, expected };
  // What becomes of the running statistics is open in the file, and declared by the profile.
  const isEmpty = vector.flags.includes('EmptyBatch');
  const only = isEmpty ? quantities : (Object.keys(vector.expected) as Quantity[]);
  return { ...vector, expected: restricted(expected as Expectations, only) };
}

/** Conventions that change nothing of what a vector expects; the running variance is there both ways. */
function irrelevantTo({ flags }: Vector): readonly (keyof Conventions)[] {
  const isLayer = flags.includes('LayerSequence');
  return [
    'runningVarianceCorrection',
    ...(isLayer || flags.includes('OneElement') ? [] : (['oneElement'] as const)),
    ...(isLayer || flags.includes('EmptyBatch') ? [] : (['emptyBatch'] as const)),
  ];
}

function agree(a: Conventions, b: Conventions, but: readonly (keyof Conventions)[] = []): boolean {
  return (Object.keys(a) as (keyof Conventions)[]).every((name) => but.includes(name) || a[name] === b[name]);
}

/** A profile that defines what one element does must answer it. */
function mayRefuse(vector: Vector, profile: Conventions | null): boolean {
  if (vector.validity !== 'acceptable') return false;
  if (profile === null || !vector.flags.includes('OneElement')) return true;
  return profile.oneElement === 'reject';
}
