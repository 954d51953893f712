import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Puts axe into a page, and marks the elements whose colours were seen before, which then need no second look.
 *
 * Most of the time of axe goes into contrast, of each word of code by itself; but contrast depends on nothing but the colour, the size and the
 * weight of the text and the colours behind it, and a page has some ten such combinations. What is fixed or sticky may lie over others
 * and is never left out.
 */
export async function injectAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  await page.evaluate(() => {
    (globalThis as unknown as { axe: typeof axe }).axe.configure({
      rules: [{ id: 'color-contrast', selector: '*:not([data-seen-colours])' }],
    });
  });
}

/** What axe finds, a sentence each: with every rule, or with contrast alone, which is all that another colour scheme changes. */
export async function findings(page: Page, rules: 'all' | 'contrast'): Promise<readonly string[]> {
  await page.evaluate(markSeenColours);
  const found = await page.evaluate(
    ({ only }) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({
        resultTypes: ['violations'],
        ...(only === null ? {} : { runOnly: [only] }),
      }),
    { only: rules === 'contrast' ? 'color-contrast' : null },
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0]?.target.join(' ')}`);
}

/** Runs in the page. */
function markSeenColours(): void {
  const seen = new Set<string>();
  const behind = new Map<Element | null, string>([[null, '']]);
  for (const element of document.querySelectorAll('body, body *')) {
    const { backgroundColor, backgroundImage, color, fontSize, fontWeight, opacity, position } =
      getComputedStyle(element);
    const outside = behind.get(element.parentElement) ?? '';
    const floats = outside === 'floating' || position === 'fixed' || position === 'sticky';
    const own = backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : backgroundColor;
    const layers = `${own}${backgroundImage === 'none' ? '' : backgroundImage}${opacity === '1' ? '' : opacity}`;
    behind.set(element, floats ? 'floating' : layers === '' ? outside : `${outside}|${layers}`);
    const look = [color, fontSize, fontWeight, behind.get(element)].join(' ');
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    element.toggleAttribute('data-seen-colours', !floats && hasText && seen.has(look));
    if (hasText) seen.add(look);
  }
}
