import { expect, test } from 'vitest';
import { DARK, LIGHT, TOKENS_CSS, TOKENS_CSS_BY_CLASS } from './tokens-css.ts';

/** Relative luminance of #rrggbb, as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(first: string, second: string): number {
  const [dark, light] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const texts = ['ink', 'muted', 'accent', 'passed', 'failed', 'warned', 'idle'] as const;
const series = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'] as const;

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('text of every colour can be read on paper and panel, %s', (_theme, palette) => {
  for (const name of [...texts, ...series]) {
    for (const behind of [palette.paper, palette.panel]) {
      expect(contrast(palette[name], behind), `${name} on ${behind}`).toBeGreaterThanOrEqual(4.5);
    }
  }
  expect(contrast(palette['on-accent'], palette.accent)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(palette.ink, palette['failed-tint'])).toBeGreaterThanOrEqual(4.5);
  expect(contrast(palette.failed, palette['failed-tint'])).toBeGreaterThanOrEqual(4.5);
  expect(contrast(palette.passed, palette['passed-tint'])).toBeGreaterThanOrEqual(4.5);
});

test('both style sheets name every colour in light and in dark', () => {
  for (const name of Object.keys(LIGHT)) {
    expect(TOKENS_CSS.split(`--bn-${name}:`).length).toBe(4);
    expect(TOKENS_CSS_BY_CLASS.split(`--bn-${name}:`).length).toBe(3);
  }
});
