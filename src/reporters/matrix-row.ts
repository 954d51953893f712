import { type Group, requirements } from '../../spec/requirements.ts';
import type { SuiteResult } from '../harness/outcome.ts';
import { isBroken } from './broken.ts';
import type { Report } from './report.ts';

/** One implementation of the matrix: what was found, or why it could not run. */
export type MatrixRow =
  | { readonly name: string; readonly report: Report }
  | { readonly name: string; readonly problem: string };

/** In the order of the table's columns. */
export const groups: readonly Group[] = [
  'training',
  'running',
  'inference',
  'gradient',
  'laws',
  'state',
  'edges',
  'contract',
];

/** How a group of requirements fared: how many MUST and other requirements broke, and how many held. */
export interface GroupCount {
  readonly held: number;
  readonly must: number;
  readonly others: number;
}

/** Counts the outcomes of one group. */
export function countGroup(result: SuiteResult, group: Group): GroupCount {
  const ids = new Set(requirements.filter((one) => one.group === group).map(({ id }) => id));
  const own = result.outcomes.filter(({ requirement }) => ids.has(requirement));
  const broken = own.filter(isBroken);
  return {
    held: own.filter(({ outcome }) => outcome === 'passed').length,
    must: broken.filter(({ level }) => level === 'MUST').length,
    others: broken.filter(({ level }) => level !== 'MUST').length,
  };
}

/** ✗ n: so many MUST broke; ! n: only so many SHOULD or MAY; ✓ all that was tested held; – nothing was tested. */
export function groupMark({ held, must, others }: GroupCount): string {
  if (must > 0) return `✗ ${must}`;
  if (others > 0) return `! ${others}`;
  return held > 0 ? '✓' : '–';
}

/** The verdict on one implementation, in a word or two. */
export function verdictWord(row: MatrixRow): 'passes' | 'fails' | 'partial' | 'not run' {
  if ('problem' in row) return 'not run';
  const { conformant, interrupted } = row.report.result;
  if (interrupted === true) return 'partial';
  return conformant ? 'passes' : 'fails';
}

export const legend = '✓ holds   ✗ n: n MUST broken   ! n: n SHOULD broken   – not tested';
