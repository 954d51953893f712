import { type AccuracyClass, accuracyClasses } from '../../spec/bounds/arithmetic.ts';
import { byConditioning, type ConditioningLog } from './conditioning-log.ts';
import type { Grade } from './outcome.ts';

/** Worst ratio by quantity and class. */
export type GradeLog = Map<string, Record<AccuracyClass, number>>;

/** Notes a ratio; an infinite one stays infinite. */
export function noteGrade(log: GradeLog, quantity: string, accuracy: AccuracyClass, ratio: number): void {
  let worst = log.get(quantity);
  if (worst === undefined) {
    worst = { forward: 0, compensated: 0, blocked: 0, sequential: 0 };
    log.set(quantity, worst);
  }
  worst[accuracy] = Math.max(worst[accuracy], ratio);
}

/** Adds what another log holds. */
export function addGrades(log: GradeLog, more: GradeLog): void {
  for (const [quantity, ratios] of more) {
    for (const accuracy of accuracyClasses) noteGrade(log, quantity, accuracy, ratios[accuracy]);
  }
}

/** The tightest class that each quantity never left. */
export function gradesOf(log: GradeLog, conditioning: ConditioningLog = new Map()): Record<string, Grade> {
  const entries = [...log].map(([quantity, worstRatio]) => {
    const grade = accuracyClasses.find((accuracy) => worstRatio[accuracy] <= 1) ?? 'none';
    return [quantity, { grade, worstRatio, byConditioning: byConditioning(conditioning, quantity) }] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The widest grade among the quantities: what a user may rely on for all of them. */
export function overallGrade(grades: Readonly<Record<string, Grade>>): AccuracyClass | 'none' {
  const order: readonly (AccuracyClass | 'none')[] = [...accuracyClasses, 'none'];
  const ranks = Object.values(grades).map(({ grade }) => order.indexOf(grade));
  return ranks.length === 0 ? 'none' : order[Math.max(...ranks)]!;
}
