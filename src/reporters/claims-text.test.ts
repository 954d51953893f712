import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../claims/claim.ts';
import { claims } from '../claims/claims.ts';
import { judgeCondition, verdictOf } from '../claims/judge.ts';
import { packageRoot } from '../fixture-format/package-root.ts';
import { claimJson, parseClaimJson } from './claims-json.ts';
import { quantityText } from './claims-quantity.ts';
import { claimsText } from './claims-text.ts';

const folder = join(packageRoot(), 'fixtures', 'claims');
const stored = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

describe('the committed results', () => {
  test('are there for every claim, of the same version, seeds and scale', () => {
    const reports = stored.map(parseClaimJson);
    expect(reports.map(({ result }) => result.id).sort()).toEqual(claims.map(({ id }) => id).sort());
    const makings = reports.map(({ provenance: { data, ...others } }) => JSON.stringify(others));
    expect(new Set(makings).size).toBe(1);
  });

  test('have the verdicts that the rule gives from their numbers', () => {
    for (const { result } of stored.map(parseClaimJson)) {
      const judged = result.conditions.map(judgeCondition);
      expect(judged.map(({ finding }) => finding)).toEqual(result.conditions.map(({ finding }) => finding));
      expect(verdictOf(judged)).toBe(result.verdict);
    }
  });

  test('are written again to the byte from what is read', () => {
    for (const text of stored) expect(claimJson(parseClaimJson(text))).toBe(text);
  });

  test('fit a terminal of 100 columns', () => {
    const text = claimsText(stored.map((one) => parseClaimJson(one).result));
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

test.each([
  ['log2 of the quotient, with by without', -1, '× 0.5'],
  ['log2 of the quotient, with by without', Number.NEGATIVE_INFINITY, '× 0'],
  ['log10 of the quotient, with by without', 1, '× 10'],
  ['log10 of the quotient, with by without', Number.POSITIVE_INFINITY, '× ∞'],
  ['difference, with less without', -0.12345, '−0.123'],
])('%s, %d is written %s', (quantity, value, text) => {
  expect(quantityText({ quantity } as Condition, value)).toBe(text);
});
