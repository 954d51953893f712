import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Served, serveSite } from './serve-site.ts';

export interface Visitor {
  readonly page: Page;
  /** Errors and warnings of the console, failed loads, and everything that was asked of another host. */
  readonly complaints: readonly string[];
  readonly visit: (path: string) => Promise<void>;
  readonly leave: () => Promise<void>;
}

export interface OpenBrowser {
  readonly visitor: (options?: BrowserContextOptions) => Promise<Visitor>;
  readonly close: () => Promise<void>;
}

/** Chromium before the built site, without any other network. */
export async function openBrowser(): Promise<OpenBrowser> {
  const served: Served = await serveSite();
  const browser: Browser = await chromium.launch({
    executablePath: process.env.BNCHECK_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  return {
    visitor: async (options = {}) => {
      const context = await browser.newContext(options);
      const complaints: string[] = [];
      await context.route(
        (url) => !url.href.startsWith(served.address),
        (route) => {
          complaints.push(`asked for ${route.request().url()}`);
          return route.abort();
        },
      );
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) {
          complaints.push(`${page.url()}: ${message.type()}: ${message.text()}`);
        }
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error}`));
      return {
        page,
        complaints,
        visit: async (path) => {
          await page.goto(served.address + path, { waitUntil: 'domcontentloaded' });
          await page.waitForFunction(isReady);
        },
        leave: () => context.close(),
      };
    },
    close: async () => {
      await browser.close();
      served.close();
    },
  };
}

/** Runs in the page: whether it lives (the framework has mounted it), its fonts are there, and what is computed and drawn has been. */
function isReady(): boolean {
  const app = document.querySelector('#app');
  if (app === null || !('__vue_app__' in app) || document.fonts.status !== 'loaded') return false;
  const drawn = [...document.querySelectorAll('.bn-plot')].every((plot) => plot.childElementCount > 0);
  const tools = [...document.querySelectorAll('[data-loads]')].every((tool) => tool.childElementCount > 0);
  return drawn && tools;
}
