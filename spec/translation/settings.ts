import { factorOfMomentum, momentumOfFactor, type Profile } from '../conventions.ts';

/** How a batch norm is set up, in a library's own words. */
export interface OwnSettings {
  /** The library's momentum; null where it has none. */
  readonly momentum: number | null;
  readonly epsilon: number;
  /** As the library counts: a negative axis counts from the end. */
  readonly channelAxis: number;
}

/** The same in the words of this specification. */
export interface Settings {
  readonly exponentialAverageFactor: number | null;
  readonly epsilon: number;
  /** Not negative. */
  readonly channelAxis: number;
}

/** A library's settings in the words of this specification, for inputs of a rank: the epsilon is the one that it really uses. */
export function settingsFrom(profile: Profile, own: OwnSettings, rank: number): Settings {
  const { momentumMeaning, conventions } = profile;
  return {
    exponentialAverageFactor: own.momentum === null ? null : factorOfMomentum(momentumMeaning, own.momentum),
    epsilon: Math.max(own.epsilon, conventions.epsilonFloor),
    channelAxis: own.channelAxis < 0 ? rank + own.channelAxis : own.channelAxis,
  };
}

/** The settings by which a library is told to do the same: its channel axis counts as its default does. */
export function settingsFor(profile: Profile, settings: Settings, rank: number): OwnSettings {
  const { momentumMeaning, defaults } = profile;
  const { exponentialAverageFactor: factor, epsilon, channelAxis } = settings;
  return {
    momentum: factor === null ? null : momentumOfFactor(momentumMeaning, factor),
    epsilon,
    channelAxis: defaults.channelAxis < 0 ? channelAxis - rank : channelAxis,
  };
}
