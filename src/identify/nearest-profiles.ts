import type { Conventions } from '../../spec/contract.ts';
import { profiles } from '../../spec/conventions.ts';

/** One convention in which a profile and what was found differ. */
export interface Difference {
  readonly convention: keyof Conventions;
  readonly found: Conventions[keyof Conventions];
  readonly profile: Conventions[keyof Conventions];
}

/** Profiles that differ in the same way from what was found. */
export interface NearProfiles {
  readonly ids: readonly string[];
  /** None where they agree. */
  readonly differences: readonly Difference[];
}

/**
 * The named profiles nearest to conventions, by the number of settled conventions that differ; those that differ in the same way
 * stand together. A profile that says nothing of an empty batch agrees with whatever is done; and one that corrects no running
 * variance agrees where one element makes that correction NaN.
 */
export function nearestProfiles(
  conventions: Conventions,
  settled: readonly (keyof Conventions)[],
): readonly NearProfiles[] {
  const groups = new Map<string, { readonly ids: string[]; readonly differences: readonly Difference[] }>();
  for (const profile of profiles) {
    const differences = differencesFrom(profile.conventions, conventions, settled);
    const key = JSON.stringify(differences);
    const group = groups.get(key) ?? { ids: [], differences };
    group.ids.push(profile.id);
    groups.set(key, group);
  }
  const fewest = Math.min(...[...groups.values()].map(({ differences }) => differences.length));
  return [...groups.values()].filter(({ differences }) => differences.length === fewest);
}

function differencesFrom(
  profile: Conventions,
  found: Conventions,
  settled: readonly (keyof Conventions)[],
): readonly Difference[] {
  return settled.flatMap((convention) => {
    const agree =
      profile[convention] === found[convention] ||
      (convention === 'emptyBatch' && profile.emptyBatch === 'unspecified') ||
      (convention === 'oneElement' && bothDefine(profile, found));
    return agree ? [] : [{ convention, found: found[convention], profile: profile[convention] }];
  });
}

/** Without the correction m/(m-1), "nan" has nothing to make NaN. */
function bothDefine(profile: Conventions, found: Conventions): boolean {
  const defines = ({ oneElement, runningVarianceCorrection }: Conventions) =>
    oneElement === 'define' || (oneElement === 'nan' && runningVarianceCorrection === 0);
  return defines(profile) && defines(found);
}
