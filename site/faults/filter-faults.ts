import type { FaultEntry } from './fault-entry.ts';

/** What a reader looks for; an empty word or requirement takes all. */
export interface FaultFilter {
  readonly words: string;
  readonly requirement: string;
  /** True: only what was seen in a real implementation. */
  readonly seen: boolean;
}

/** The faults that have every word in their name, symptom, requirement or room. */
export function filterFaults(all: readonly FaultEntry[], filter: FaultFilter): readonly FaultEntry[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((fault) => {
    const text = [fault.id, fault.symptom, fault.breaks, fault.room, fault.caughtBy, fault.evidence]
      .join(' ')
      .toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.requirement === '' || fault.breaks === filter.requirement) &&
      (!filter.seen || fault.evidence !== '')
    );
  });
}
