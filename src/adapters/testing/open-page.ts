import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';

/** A page of Chromium with one script, and what went wrong on it. */
export interface OpenedPage {
  readonly page: Page;
  /** Messages of the console at level error, and uncaught errors. */
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Bundles a script and opens a page with it in Chromium, isolated from other origins if wished, which shared memory needs.
 *
 * @throws Error where there is no Chromium: its place is BNCHECK_CHROMIUM, or /usr/bin/chromium.
 */
export async function openPage(entry: string, isolated: boolean): Promise<OpenedPage> {
  const script = await bundle(entry);
  const headers: Record<string, string> = isolated
    ? { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
    : {};
  const html =
    '<!doctype html><html lang="en"><title>page</title><script type="module" src="/page.js"></script>';
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    if (!isScript && url !== '/') response.writeHead(204).end();
    else {
      const type = isScript ? 'text/javascript' : 'text/html';
      response.writeHead(200, { ...headers, 'Content-Type': type }).end(isScript ? script : html);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { BNCHECK_CHROMIUM: executablePath = '/usr/bin/chromium' } = process.env;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    page,
    errors,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'page' },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunk = outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .find(({ type }) => type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error(`${entry} gave no script`);
  return chunk.code;
}
