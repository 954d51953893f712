import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './open-browser.ts';
import { dist } from './serve-site.ts';
import { sitePages } from './site-pages.ts';

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('every link within the site leads to a page, and to a place on it', () => {
  const pages = new Map(sitePages().map((path) => [path, readFileSync(join(dist, path), 'utf8')]));
  const idsOf = (html: string) => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const ids = new Map([...pages].map(([path, html]) => [path, idsOf(html)]));
  const dead: string[] = [];
  for (const [path, html] of pages) {
    for (const [, link] of html.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const url = new URL(link!.replaceAll('&amp;', '&'), `http://site/${path}`);
      if (url.host !== 'site') continue;
      const target = decodeURIComponent(url.pathname.replace(/\/$/, '/index.html').slice(1));
      const known = ids.get(target);
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (known === undefined || (anchor !== '' && !known.has(anchor))) dead.push(`${path}: ${link}`);
    }
  }
  expect([...new Set(dead)]).toEqual([]);
});

test('a chapter prints without its navigation, on light paper', async () => {
  const visitor = await browser.visitor({ colorScheme: 'dark' });
  await visitor.visit('spec/training.html');
  await visitor.page.emulateMedia({ media: 'print' });
  for (const part of ['.VPNav', '.VPSidebar', '.VPDocFooter', '.VPDocAside']) {
    expect(await visitor.page.locator(part).first().isVisible(), part).toBe(false);
  }
  const background = await visitor.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(background).toBe('rgb(255, 255, 255)');
  await visitor.leave();
});

test('the search finds a requirement in its chapter, without a network', async () => {
  const visitor = await browser.visitor();
  await visitor.visit('index.html');
  await visitor.page.keyboard.press('Control+k');
  await visitor.page.locator('#localsearch-input').fill('BN-TRAIN-MOMENTS');
  await visitor.page.locator('.results a[href*="spec/training"]').first().waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
