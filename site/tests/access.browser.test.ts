import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './open-browser.ts';

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('the keyboard reaches every control of the playground, in order, and shows where it is', async () => {
  const { page, visit, leave } = await browser.visitor();
  await visit('playground.html');
  await page.locator('tr[data-quantity]').first().waitFor();
  const controls = await page.evaluate(
    () => document.querySelectorAll('.bn-card :is(select, input, textarea, button)').length,
  );
  await page.evaluate(() => {
    (document.querySelector('.bn-card select') as HTMLElement).focus();
  });
  const reached = new Set<string>();
  for (let step = 0; step < 80; step++) {
    const place = await page.evaluate(() => {
      const own = document.activeElement;
      const all = [...document.querySelectorAll('.bn-card :is(select, input, textarea, button)')];
      const { outlineStyle } = own === null ? { outlineStyle: 'none' } : getComputedStyle(own);
      return { at: own === null ? -1 : all.indexOf(own), outlineStyle };
    });
    if (place.at >= 0) {
      reached.add(String(place.at));
      if (step > 0) expect(place.outlineStyle).not.toBe('none');
    }
    await page.keyboard.press('Tab');
  }
  expect(reached.size).toBe(controls);
  await leave();
});

test('the first stop of the keyboard leads past the navigation', async () => {
  const { page, visit, leave } = await browser.visitor();
  await visit('spec/training.html');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip to content');
  await leave();
});
