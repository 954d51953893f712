/**
 * The look that the site and the HTML reports share, as custom properties.
 *
 * Colours tell nothing alone: a word or a sign stands beside each. They keep apart in the common forms of
 * colour-blindness (the hues are those of Okabe and Ito, made darker or lighter until text in them has a
 * contrast of 4.5 on paper and panel in both themes; a test computes it).
 */
interface Palette {
  /** Background of the page. */
  readonly paper: string;
  /** Background of a box, a table head, a code block. */
  readonly panel: string;
  /** Text. */
  readonly ink: string;
  /** Text that matters less. */
  readonly muted: string;
  /** Lines and borders. */
  readonly line: string;
  /** Links, buttons, focus. */
  readonly accent: string;
  /** Text on the accent. */
  readonly 'on-accent': string;
  readonly passed: string;
  readonly failed: string;
  readonly warned: string;
  /** Skipped, vacuous, not tried. */
  readonly idle: string;
  /** Behind a line or an element that is wrong, and behind one that is right. */
  readonly 'failed-tint': string;
  readonly 'passed-tint': string;
  readonly 'series-1': string;
  readonly 'series-2': string;
  readonly 'series-3': string;
  readonly 'series-4': string;
  readonly 'series-5': string;
  readonly 'series-6': string;
}

export const LIGHT: Palette = {
  paper: '#ffffff',
  panel: '#f5f6f8',
  ink: '#1b1f24',
  muted: '#565e69',
  line: '#d5dae1',
  accent: '#0a5c9e',
  'on-accent': '#ffffff',
  passed: '#006b52',
  failed: '#b03a06',
  warned: '#7d5a00',
  idle: '#59616c',
  'failed-tint': '#fdeee7',
  'passed-tint': '#e6f4ef',
  'series-1': '#0072b2',
  'series-2': '#b84a00',
  'series-3': '#007d5a',
  'series-4': '#a8467f',
  'series-5': '#856100',
  'series-6': '#3f4a57',
};

export const DARK: Palette = {
  paper: '#14171b',
  panel: '#1d2127',
  ink: '#e8ebef',
  muted: '#a6aeb9',
  line: '#3a414b',
  accent: '#74bdf2',
  'on-accent': '#0d1b27',
  passed: '#4fcaa1',
  failed: '#ff9a66',
  warned: '#ecc04f',
  idle: '#a3abb6',
  'failed-tint': '#3a2218',
  'passed-tint': '#14302a',
  'series-1': '#56b4e9',
  'series-2': '#f08a4b',
  'series-3': '#3fc49a',
  'series-4': '#e29ac6',
  'series-5': '#e6b433',
  'series-6': '#b4bdc9',
};

const SHARED = `  --bn-font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  --bn-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  --bn-size-small: 0.875rem;
  --bn-size: 1rem;
  --bn-size-large: 1.25rem;
  --bn-size-title: 1.75rem;
  --bn-size-display: 2.5rem;
  --bn-leading: 1.6;
  --bn-space: 1rem;
  --bn-radius: 6px;
  --bn-measure: 44rem;`;

/** The declarations of one palette, each `--bn-NAME: COLOUR;` on a line. */
export function paletteDeclarations(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `  --bn-${name}: ${colour};`)
    .join('\n');
}

/**
 * Custom properties for a page that follows the reader's system, or `data-theme="light" | "dark"` on its root.
 * Prints in the light palette.
 */
export const TOKENS_CSS = `:root {
  color-scheme: light dark;
${SHARED}
${paletteDeclarations(LIGHT)}
}
@media screen and (prefers-color-scheme: dark) {
  :root:not([data-theme='light']) {
${paletteDeclarations(DARK)}
  }
}
@media screen {
  :root[data-theme='light'] { color-scheme: light; }
  :root[data-theme='dark'] {
    color-scheme: dark;
${paletteDeclarations(DARK)}
  }
}
`;

/** The same for a page that switches to dark by a class on its root, as the site does. */
export const TOKENS_CSS_BY_CLASS = `:root {
${SHARED}
${paletteDeclarations(LIGHT)}
}
@media screen {
  :root.dark {
${paletteDeclarations(DARK)}
  }
}
`;
