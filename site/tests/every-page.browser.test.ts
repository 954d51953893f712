import { afterAll, beforeAll, describe, test } from 'vitest';
import { findings, injectAxe } from './axe-of-page.ts';
import { type OpenBrowser, openBrowser, type Visitor } from './open-browser.ts';
import { sitePages } from './site-pages.ts';

/** As many as vitest.config.ts lets run at once. */
const VISITORS = 2;
const WIDE = { width: 1280, height: 900 };
const TELEPHONE = { width: 360, height: 740 };

let browser: OpenBrowser;
const idle: Visitor[] = [];
beforeAll(async () => {
  browser = await openBrowser();
  for (let k = 0; k < VISITORS; k++) {
    // Without motion, colours are what they are at once when the scheme changes.
    idle.push(await browser.visitor({ viewport: WIDE, colorScheme: 'light', reducedMotion: 'reduce' }));
  }
});
afterAll(() => browser.close());

describe('no complaint of the console, nothing for axe to mend in light and dark, not wider than a telephone', () => {
  test.concurrent.each(sitePages())('%s', async (path) => {
    const visitor = idle.pop()!;
    try {
      await look(visitor, path);
    } finally {
      idle.push(visitor);
    }
  });
});

/** One visit with all that is asked of every page; all that is wrong is told at once. */
async function look({ page, visit, complaints }: Visitor, path: string): Promise<void> {
  const before = complaints.length;
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  await visit(path);
  // It computes before it shows.
  if (path === 'playground.html')
    await page.locator('[data-subject] + tr, tr[data-quantity]').first().waitFor();
  await injectAxe(page);
  const wrong = (await findings(page, 'all')).map((finding) => `axe, light: ${finding}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.classList.contains('dark'));
  wrong.push(...(await findings(page, 'contrast')).map((finding) => `axe, dark: ${finding}`));
  await page.setViewportSize(TELEPHONE);
  const width = await page.evaluate(
    // Two frames, so that what is drawn anew for another width has been.
    () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(document.documentElement.scrollWidth)),
        );
      }),
  );
  if (width > TELEPHONE.width) wrong.push(`${width} pixels wide on a telephone of ${TELEPHONE.width}`);
  if ((await page.locator('h1').count()) === 0) wrong.push('no heading of the first level');
  wrong.push(...complaints.slice(before));
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
