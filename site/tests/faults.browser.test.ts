import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './open-browser.ts';

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a fault fails live in the page, and the same code without the fault passes', async () => {
  const { page, visit, complaints, leave } = await browser.visitor();
  await visit('faults/epsilon.html');
  await page.getByRole('button', { name: 'Run it here: epsilon-outside-root' }).click();
  expect(await page.locator('[data-live="replay"]').innerText()).toContain('✗ Fails, just now in this page');
  expect(await page.locator('[data-live="skeleton"]').innerText()).toContain('✓');
  expect(complaints).toEqual([]);
  await leave();
});

test('the suite finds a fault anew with another seed', async () => {
  const { page, visit, complaints, leave } = await browser.visitor();
  await visit('faults/variance.html');
  await page.getByRole('button', { name: 'Search anew for divides-by-variance' }).click();
  expect(await page.locator('[data-live="search"]').innerText()).toMatch(
    /Caught with seed 2 after \d+ cases/,
  );
  expect(complaints).toEqual([]);
  await leave();
});

test('a fault that lives in memory says so, and the search finds it', async () => {
  const { page, visit, leave } = await browser.visitor();
  await visit('faults/caches.html');
  await page.getByRole('button', { name: 'Run it here: stale-lanes' }).click();
  expect(await page.locator('[data-live="replay"]').innerText()).toContain('remembers of earlier calls');
  await page.getByRole('button', { name: 'Search anew for stale-lanes' }).click();
  expect(await page.locator('[data-live="search"]').innerText()).toContain('Caught');
  await leave();
});

test('the list narrows by words', async () => {
  const { page, visit, leave } = await browser.visitor();
  await visit('faults/index.html');
  await page.locator('[data-count]').waitFor();
  expect(await page.locator('[data-count]').innerText()).toMatch(/^(\d+) of \1 faults$/);
  await page.getByLabel('words').fill('bessel');
  await page.getByLabel('words').fill('one-pass');
  const names = await page.locator('tbody th').allInnerTexts();
  expect(names).toContain('one-pass-variance');
  expect(names.length).toBeLessThan(10);
  await leave();
});

test('the first page shows a verdict, and runs it', async () => {
  const { page, visit, complaints, leave } = await browser.visitor();
  await visit('index.html');
  const card = page.locator('.bn-verdict-card');
  expect(await card.locator('tr[data-label="expected"] td').first().innerText()).toBe('0.25');
  expect(await card.locator('tr[data-label="actual"] td').first().innerText()).toBe('0.75');
  await card.getByRole('button', { name: /Run it here/ }).click();
  await card.locator('[data-live="replay"].bn-failed').waitFor();
  expect(complaints).toEqual([]);
  await leave();
});
