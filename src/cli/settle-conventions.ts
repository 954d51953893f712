import type { Conventions, Subject } from '../../spec/contract.ts';
import { identify } from '../identify/identify.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import type { JudgedBy } from '../reporters/judged-by.ts';
import { callLimit } from './call-limit.ts';
import type { GivenProfile } from './job.ts';
import { oraclesFor } from './oracles-for.ts';

/** Whatever says how a subject is to be judged. */
interface Wish {
  readonly subject: string;
  readonly timeoutMs: number;
  readonly profile?: GivenProfile;
}

/** The conventions to judge a subject by: those of a profile where one is given, else declared, else identified. */
export async function settleConventions(subject: DeclaringSubject, wish: Wish): Promise<JudgedBy> {
  const { profile, timeoutMs } = wish;
  if (subject.conventionsDeclared) {
    if (profile === undefined) return { source: 'declared', conventions: subject.conventions };
    return {
      source: 'profile',
      profile: profile.text,
      conventions: { ...subject.conventions, ...profile.conventions },
    };
  }
  if (profile !== undefined && isComplete(profile.conventions)) {
    return { source: 'profile', profile: profile.text, conventions: profile.conventions };
  }
  const identified = await identifySubject(subject, wish.subject, timeoutMs);
  const { settled } = identified;
  const conventions = { ...identified.conventions, ...profile?.conventions };
  return { source: 'identified', conventions, settled };
}

/** Identifies an open subject, by the oracle that suits its dtype. */
export function identifySubject(
  subject: Subject,
  name: string,
  timeoutMs: number,
): ReturnType<typeof identify> {
  const { oracle } = oraclesFor(subject.dtype);
  return identify(subject, { oracle, timeoutMs: callLimit(name, timeoutMs) });
}

function isComplete(conventions: Partial<Conventions>): conventions is Conventions {
  const names: readonly (keyof Conventions)[] = [
    'runningVarianceCorrection',
    'normalizingVarianceCorrection',
    'epsilonPlacement',
    'epsilonFloor',
    'oneElement',
    'emptyBatch',
  ];
  return names.every((name) => conventions[name] !== undefined);
}
