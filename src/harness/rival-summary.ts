/** What a replica of another suite says about one variant. */
export interface RivalFindings {
  readonly id: string;
  readonly kind: 'sound' | 'faulty';
  /** Why it is turned away; null where it passes. */
  readonly rejection: string | null;
}

export interface RivalSummary {
  readonly name: string;
  readonly title: string;
  readonly caught: number;
  readonly faulty: number;
  readonly accused: readonly string[];
  readonly sound: number;
}

/** Counts what a replica catches and whom it accuses. */
export function summarizeRival(
  { name, title }: Pick<RivalSummary, 'name' | 'title'>,
  findings: readonly RivalFindings[],
): RivalSummary {
  const of = (kind: RivalFindings['kind']) => findings.filter((one) => one.kind === kind);
  const rejected = (kind: RivalFindings['kind']) => of(kind).filter(({ rejection }) => rejection !== null);
  return {
    name,
    title,
    caught: rejected('faulty').length,
    faulty: of('faulty').length,
    accused: rejected('sound').map(({ id }) => id),
    sound: of('sound').length,
  };
}
