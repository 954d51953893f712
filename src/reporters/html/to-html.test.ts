import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../report.ts';
import { anyRow } from '../testing/generated-outcomes.ts';
import { hostileRows, MARKUP } from './testing/hostile-rows.ts';
import { toHtml } from './to-html.ts';

const run = { tier: 'smoke', seed: 1, date: new Date('2026-11-22T18:00:00Z'), bncheck: '0.1.0' };

/** Every tag that the templates write, with the attributes that it may have. */
const TAG = new RegExp(
  '^</?(a|article|body|code|dd|details|div|dl|dt|figcaption|figure|footer|h[1-4]|head|header|html|link|main|meta|p|section|small|span|' +
    'strong|style|summary|table|tbody|td|th|thead|time|title|tr)' +
    '( (aria-label|aria-labelledby|charset|class|content|datetime|href|http-equiv|id|lang|name|open|rel|role|scope|tabindex)(="[^"]*")?)*>$',
);

function tagsOf(page: string): readonly string[] {
  return (page.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<!doctype html>');
}

test('whatever a run found and whatever a subject says, the page has our tags alone, and no address but places on the page', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyRow, hostileRows), { minLength: 1, maxLength: 3 }), (rows) => {
      const page = toHtml(rows, run);
      for (const tag of tagsOf(page)) expect(tag).toMatch(TAG);
      for (const [, address] of page.matchAll(/ (?:href|src|action)="([^"]*)"/g))
        expect(address).toMatch(/^(#|data:,$)/);
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
    { seed: 20, numRuns: 60 },
  );
});

test('markup in a name is shown as the text that it is', () => {
  fc.assert(
    fc.property(hostileRows, fc.constantFrom(...MARKUP), (row, name) => {
      const page = toHtml([{ ...row, name }], run);
      const escaped = name.replace(/[&<>"'=]/g, (character) => `&#${character.charCodeAt(0)};`);
      expect(page).toContain(`<h2 id="s1">${escaped}</h2>`);
    }),
    { seed: 21, numRuns: 20 },
  );
});

test('every failure of the tables leads to its counterexample, and every link to a place on the page', () => {
  fc.assert(
    fc.property(fc.array(hostileRows, { minLength: 1, maxLength: 3 }), (rows) => {
      const page = toHtml(rows, run);
      const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
      const links = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
      expect(links.filter((id) => !ids.has(id))).toEqual([]);
      expect(links.length).toBeGreaterThan(0);
    }),
    { seed: 22, numRuns: 30 },
  );
});

test('a plot is there where it could be drawn, and else the table is open', () => {
  const [row] = fc.sample(hostileRows, { seed: 23, numRuns: 1 }) as [
    Extract<typeof hostileRows extends fc.Arbitrary<infer R> ? R : never, { report: Report }>,
  ];
  const drawn = toHtml([row], { ...run, plotOf: () => '<svg></svg>' });
  expect(drawn).toContain('<svg></svg>');
  expect(drawn).toContain('<details><summary>');
  expect(toHtml([row], run)).toContain('<details open><summary>');
});
