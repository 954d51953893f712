import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import * as fc from 'fast-check';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPlotter } from './load-plotter.ts';
import { hostileRows, MARKUP } from './testing/hostile-rows.ts';
import { toHtml } from './to-html.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-html-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;

beforeAll(async () => {
  const executablePath = process.env.BNCHECK_CHROMIUM ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const views = [
  { name: 'light', colorScheme: 'light', width: 1200 },
  { name: 'dark', colorScheme: 'dark', width: 1200 },
  { name: 'narrow', colorScheme: 'light', width: 360 },
] as const;

const pages = [
  ['one implementation', 1],
  ['several implementations', 4],
] as const;

for (const [title, count] of pages) {
  for (const { name, colorScheme, width } of views) {
    test(`a page of ${title}, ${name}: nothing is run, fetched or complained of, and all can use it`, async () => {
      const rows = fc.sample(hostileRows, { seed: 7, numRuns: count });
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const heard: string[] = [];
      page.on('console', (message) => heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(error.message));
      page.on('dialog', (dialog) => {
        heard.push(dialog.message());
        return dialog.dismiss();
      });
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) heard.push(request.url());
      });
      const file = join(folder, `${count}-${name}.html`);
      const date = new Date('2026-11-22T18:00:00Z');
      const drawn = await loadPlotter(rows);
      writeFileSync(file, toHtml(rows, { tier: 'smoke', seed: 1, date, bncheck: '0.1.0', ...drawn }));
      await page.goto(pathToFileURL(file).href);
      expect(heard).toEqual([]);
      expect(await page.locator('svg').count()).toBe(count);
      expect(await page.locator('script, img, iframe, object').count()).toBe(0);
      const shown = await page.locator('h2').allTextContents();
      for (const row of rows) expect(MARKUP).toContain(row.name);
      expect(shown.filter((text) => (MARKUP as readonly string[]).includes(text))).toEqual(
        rows.map((row) => row.name),
      );
      // The page scrolls no sideways: wide tables scroll in themselves.
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.close();
    });
  }
}
