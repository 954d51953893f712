import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser, type Visitor } from './open-browser.ts';

let browser: OpenBrowser;
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  visitor = await browser.visitor();
  page = visitor.page;
});
afterAll(() => browser.close());

const quantity = (name: string) => page.locator(`tr[data-quantity="${name}"] td`);
const summary = () => page.locator('[data-summary]').getAttribute('data-summary');
const field = (label: string) => page.getByLabel(label, { exact: true });

async function open(): Promise<void> {
  await visitor.visit('playground.html');
  await quantity('batchMean[0]').first().waitFor();
}

/** The exact value that the table shows. */
async function exact(name: string): Promise<number> {
  return Number(await quantity(name).first().innerText());
}

test('it opens with the example of the chapter, and all is within its bounds', async () => {
  await open();
  expect(await exact('batchMean[0]')).toBe(5);
  expect(await exact('batchVariance[0]')).toBe(9.5);
  expect(await summary()).toBe('passed');
});

test('another input gives other statistics at once', async () => {
  await open();
  await field('elements, one channel a line').fill('0 0 6\n1 1 1');
  await expect.poll(() => exact('batchMean[0]')).toBe(2);
  expect(await exact('batchVariance[0]')).toBe(8);
  expect(await exact('batchVariance[1]')).toBe(0);
});

test('what is no number is named, and nothing else is shown', async () => {
  await open();
  await field('elements, one channel a line').fill('1 two');
  await page.getByText('Input: "two" is not a number.').waitFor();
  expect(await page.locator('tr[data-quantity]').count()).toBe(0);
});

test('one pass fails far from zero, where the kernel and two passes hold', async () => {
  await open();
  await field('elements, one channel a line').fill('10000 10001 10002 10003');
  await field('gamma').fill('');
  await field('beta').fill('');
  await expect.poll(() => exact('batchMean[0]')).toBe(10001.5);
  expect(await summary()).toBe('passed');
  await field('float32 batch norm').selectOption('one-pass');
  await expect.poll(summary).toBe('failed');
  await field('float32 batch norm').selectOption('two-pass');
  await expect.poll(summary).toBe('passed');
});

test('another convention moves the exact values: variance by m - 1, epsilon outside of the root', async () => {
  await open();
  await field('float32 batch norm').selectOption('two-pass');
  expect(await exact('runningVariance[0]')).toBeCloseTo(0.75 + (0.25 * 9.5 * 4) / 3, 6);
  await field('runningVarianceCorrection').selectOption('0');
  await expect.poll(() => exact('runningVariance[0]')).toBe(0.75 + 0.25 * 9.5);
  await field('epsilonPlacement').selectOption('outside');
  await expect.poll(() => exact('invStd[0]')).toBeCloseTo(1 / (Math.sqrt(9.5) + 0.5), 6);
  expect(await summary()).toBe('passed');
  await field('as in').selectOption('keras-3');
  await expect.poll(() => exact('invStd[0]')).toBeCloseTo(1 / Math.sqrt(10), 6);
});

test('the step of the finite differences decides how near they come', async () => {
  await open();
  const worst = async () => {
    const cells = await page.locator('td[data-difference]').all();
    const distances = await Promise.all(cells.map((cell) => cell.getAttribute('data-difference')));
    return Math.max(...distances.map((one) => Math.abs(Number(one))));
  };
  const slider = page.getByLabel(/step h of the difference/);
  await slider.fill('-4');
  await expect.poll(worst).toBeGreaterThan(1e-5);
  await slider.fill('-17');
  await expect.poll(worst).toBeLessThan(1e-8);
});

test('moving kappa up costs one pass its bits, and the kernel none', async () => {
  await open();
  const bits = async (subject: string) =>
    Number(await page.locator(`tr[data-subject="${subject}"] td[data-bits]`).getAttribute('data-bits'));
  const slider = page.getByLabel(/^kappa/);
  await slider.fill('0');
  await expect.poll(() => bits('one pass')).toBeGreaterThan(18);
  await slider.fill('5');
  await expect.poll(() => bits('one pass')).toBeLessThan(2);
  expect(await bits('WebAssembly kernel')).toBeGreaterThan(22);
  expect(await bits('two passes')).toBeGreaterThan(3);
});

test('the kernels are WebAssembly, running in this page', async () => {
  await open();
  const labels = await field('float32 batch norm').locator('option').allInnerTexts();
  expect(labels.filter((label) => label.startsWith('WebAssembly')).length).toBeGreaterThan(0);
  expect(labels.length).toBeGreaterThan(176);
});

test('a fault can be asked for in the address', async () => {
  await visitor.visit('playground.html?implementation=epsilon-ignored');
  await expect.poll(summary).toBe('failed');
});

test('none of this made the console complain', () => {
  expect(visitor.complaints).toEqual([]);
});
