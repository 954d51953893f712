import { claims } from '../claims/claims.ts';
import type { ClaimVerdict, Finding, JudgedCondition } from '../claims/claim.ts';
import type { ClaimResult } from '../claims/claim-result.ts';
import { quantityText } from './claims-quantity.ts';
import { type Colours, plainColours } from './plain-colours.ts';
import { plainTable } from './plain-table.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

const marks: Readonly<Record<Finding, string>> = { holds: '✓', contrary: '✗', open: '?' };

/** Claims with their verdicts, and each condition with its median and interval, in at most 100 columns. */
export function claimsText(results: readonly ClaimResult[], colours: Colours = plainColours): string {
  const sections = results.map((result) => section(result, colours));
  return [...sections, colours.dim(legend)].join('\n\n');
}

const legend = wrapText(
  '✓ the interval lies where the claim says, ✗ on the other side, ? the threshold lies in it. Median over the seeds, and its interval of at least 95 %. × is with batch norm by without (× 0: only without never arrived); a difference is with less without.',
  PAGE_WIDTH,
).join('\n');

function section({ id, verdict, conditions, beside, laws }: ClaimResult, colours: Colours): string {
  const { saying } = claims.find((claim) => claim.id === id)!;
  const number = claims.findIndex((claim) => claim.id === id) + 1;
  const title = wrapText(`${number}. ${saying} [${id}]`, PAGE_WIDTH).map((line) => colours.bold(line));
  const word = verdictColour(verdict, colours)(verdict);
  const lines = [...title, `   ${word}`, tableOf(conditions, colours)];
  if (beside.length > 0) lines.push(colours.dim('   beside the claim:'), tableOf(beside, colours));
  for (const { law, found, holds } of laws) {
    const text = `${holds ? '✓' : '✗'} exactly: ${law}; ${found}`;
    lines.push(...wrapText(text, PAGE_WIDTH - 3).map((line) => `   ${line}`));
  }
  return lines.join('\n');
}

function verdictColour(verdict: ClaimVerdict, colours: Colours): (text: string) => string {
  if (verdict === 'supported') return colours.green;
  return verdict === 'depends' ? colours.yellow : colours.red;
}

function tableOf(conditions: readonly JudgedCondition[], colours: Colours): string {
  const rows = conditions.map((condition) => {
    const { finding, name, interval } = condition;
    const [median, low, high] = [interval.median, interval.low, interval.high].map((value) =>
      quantityText(condition, value),
    );
    return [`   ${marks[finding]}`, name, median!, colours.dim(`${low} to ${high}`)];
  });
  return plainTable(rows).join('\n');
}
