/** One thing that was asked of an adapter. */
export interface SmokeLine {
  /** `note`: nothing is wrong, but it should be known. */
  readonly verdict: 'right' | 'wrong' | 'note';
  readonly about: string;
  readonly text: string;
}

/** What a smoke test found out about an adapter. */
export interface SmokeFindings {
  /** As the subject calls itself; null where it did not get that far. */
  readonly subject: string | null;
  readonly lines: readonly SmokeLine[];
}

export const right = (about: string, text: string): SmokeLine => ({ verdict: 'right', about, text });
export const wrong = (about: string, text: string): SmokeLine => ({ verdict: 'wrong', about, text });
export const note = (about: string, text: string): SmokeLine => ({ verdict: 'note', about, text });
