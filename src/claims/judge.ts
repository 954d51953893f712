import type { ClaimVerdict, Condition, Finding, JudgedCondition } from './claim.ts';
import { medianInterval } from './measures/median-interval.ts';

/** Puts a condition's interval beside its threshold. A number that touches the threshold is on neither side. */
export function judgeCondition(condition: Condition): JudgedCondition {
  const interval = medianInterval(condition.values);
  const { low, high } = interval;
  const { threshold, side } = condition;
  const where: Finding = low > threshold ? 'holds' : high < threshold ? 'contrary' : 'open';
  return { ...condition, interval, finding: side === 'above' ? where : opposite[where] };
}

const opposite: Readonly<Record<Finding, Finding>> = { holds: 'contrary', contrary: 'holds', open: 'open' };

/** The rule for all claims, written down before any was tried. */
export function verdictOf(conditions: readonly JudgedCondition[]): ClaimVerdict {
  const holding = conditions.filter(({ finding }) => finding === 'holds').length;
  if (holding === 0) return 'not supported';
  return holding === conditions.length ? 'supported' : 'depends';
}
