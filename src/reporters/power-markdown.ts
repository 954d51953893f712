import { isBroken } from './broken.ts';
import { describeCounterexample } from './describe-counterexample.ts';
import { markdownTable } from './markdown-table.ts';
import { fenced, markdownText } from './markdown-text.ts';
import type { PowerReport } from './power-report.ts';
import {
  hasRequirementRows,
  type Rows,
  requirementRows,
  rivalRows,
  totalLines,
  variantRows,
} from './power-rows.ts';

/** The whole kill matrix as Markdown. */
export function powerMarkdown(report: PowerReport): string {
  const { tier, seed, runs, findings, rivals, summary } = report;
  const cases = runs === null ? '' : `, ${runs} cases per requirement`;
  const parts = [
    '# The suite against its own variants',
    `Tier ${tier}, seed ${seed}${cases}.`,
    totalLines(report).map(markdownText).join('\n\n'),
    ...(rivals.length === 0 ? [] : ['## Beside other suites', tableOf(rivalRows(report))]),
    ...(summary.faulty.total === 0 ? [] : ['## Faulty variants', tableOf(variantRows(findings))]),
    ...(hasRequirementRows(report) ? ['## Requirements', tableOf(requirementRows(report))] : []),
    ...findings.flatMap(({ id, accusations }) =>
      accusations.filter(isBroken).map((outcome) => {
        const text = describeCounterexample(outcome, {
          dtype: 'float32',
          seed,
          replayOf: () => `npx bncheck power --only ${id} --tier ${tier} --seed ${seed}`,
        });
        return `## ${markdownText(id)} is accused\n\n${fenced(text)}`;
      }),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function tableOf(rows: Rows): string {
  return markdownTable(rows.map((cells) => cells.map(markdownText)));
}
