import type { Conventions } from '../../spec/contract.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import type { JudgedBy } from '../reporters/judged-by.ts';
import type { GivenProfile } from './job.ts';

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
  const { identifySubject } = await import('./identify-subject.ts');
  const identified = await identifySubject(subject, wish.subject, timeoutMs);
  const { settled } = identified;
  const conventions = { ...identified.conventions, ...profile?.conventions };
  return { source: 'identified', conventions, settled };
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
