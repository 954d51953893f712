import { elementsOf, type RequirementPower, type VariantFindings } from '../harness/power-summary.ts';
import type { PowerReport } from './power-report.ts';

/** The cells of one table, header first. */
export type Rows = readonly (readonly string[])[];

/** One row for each faulty variant: what noticed it first, after how much, and the size of the counterexample. */
export function variantRows(findings: readonly VariantFindings[]): Rows {
  const rows = findings
    .filter(({ kind }) => kind === 'faulty')
    .map(({ id, first, broken, complete }) => {
      if (first === null) return [id, 'missed', '', '', '', ''];
      const elements = elementsOf(first);
      return [
        id,
        first.outcome.requirement,
        String(first.cases),
        String(Math.round(first.ms)),
        elements === null ? '–' : String(elements),
        complete ? String(broken.length) : '–',
      ];
    });
  return [['faulty variant', 'first noticed by', 'cases', 'ms', 'elements', 'by'], ...rows];
}

/** One row for each requirement: how many variants it notices first, at all, and alone, and how many of its own are caught without it. */
export function requirementRows({ summary }: PowerReport): Rows {
  const rows = (summary.requirements ?? []).map((one) => [
    one.requirement,
    String(one.first),
    String(one.catches),
    `${one.familyHeldOut} of ${one.family}`,
    one.alone.length === 0 ? '–' : one.alone.join(', '),
  ]);
  return [['requirement', 'first', 'notices', 'without it', 'only it notices'], ...rows];
}

/** The requirements are counted by what they notice: without faulty variants, or where the run left them early, there is nothing to show. */
export function hasRequirementRows({ summary }: PowerReport): boolean {
  return summary.requirements !== null && summary.faulty.total > 0;
}

/** This suite beside the replicas of others. */
export function rivalRows({ summary, rivals, tier }: PowerReport): Rows {
  const { faulty, sound } = summary;
  const own = [
    `bncheck (${tier})`,
    `${faulty.caught} of ${faulty.total}`,
    `${sound.accused.length} of ${sound.total}`,
    sound.accused.join(', '),
  ];
  const others = rivals.map((rival) => [
    `${rival.name}: ${rival.title}`,
    `${rival.caught} of ${rival.faulty}`,
    `${rival.accused.length} of ${rival.sound}`,
    rival.accused.join(', '),
  ]);
  return [['suite', 'caught', 'accused', 'sound variants accused'], own, ...others];
}

/** The totals, one sentence a line. */
export function totalLines({ summary }: PowerReport): readonly string[] {
  const { faulty, sound, bulky, diagnosis } = summary;
  return [
    `${faulty.caught} of ${faulty.total} faulty variants caught; ${sound.accused.length} of ${sound.total} sound variants accused.`,
    ...(faulty.total === 0 ? [] : catchLines(summary)),
    ...(diagnosis.total === 0 ? [] : [`Diagnosis: ${diagnosis.named} of ${diagnosis.total} faults named.`]),
    ...(diagnosis.wrong.length === 0 ? [] : [`Named wrongly: ${diagnosis.wrong.join(', ')}.`]),
    ...(faulty.missed.length === 0 ? [] : [`Missed: ${faulty.missed.join(', ')}.`]),
    ...(sound.accused.length === 0 ? [] : [`Accused: ${sound.accused.join(', ')}.`]),
    ...(bulky.length === 0 ? [] : [`Counterexamples larger than they need be: ${bulky.join(', ')}.`]),
  ];
}

function catchLines(summary: PowerReport['summary']): readonly string[] {
  const number = (value: number | null) => (value === null ? 'none' : String(Math.round(value * 10) / 10));
  return [
    `Median time to catch ${number(summary.medianMsToCatch)} ms of processor time, from the start of the run.`,
    ...(summary.requirements === null ? [] : [heldOutLine(summary.requirements)]),
    `Median counterexample: ${number(summary.medianElementsInCounterexample)} elements.`,
  ];
}

function heldOutLine(requirements: readonly RequirementPower[]): string {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const caught = sum(requirements.map(({ familyHeldOut }) => familyHeldOut));
  const total = sum(requirements.map(({ family }) => family));
  return `Without the requirement that a fault was written for, the others catch ${caught} of ${total}.`;
}
