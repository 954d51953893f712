import { describe, expect, test } from 'vitest';
import { chapters } from '../../scripts/spec/chapters.ts';
import { latexToUnicode } from './latex-to-unicode.ts';

test.each([
  ['\\mu = \\frac1m \\sum x_j', 'μ = 1/m Σ xⱼ'],
  ['r = 1/\\sqrt{v + \\epsilon}', 'r = 1/√(v + ε)'],
  ['y_j = \\gamma \\frac{x_j - \\mu}{\\sqrt{v + \\epsilon}} + \\beta', 'yⱼ = γ (xⱼ - μ)/(√(v + ε)) + β'],
  ['2^{-24} \\le u', '2⁻²⁴ ≤ u'],
  [
    "\\mathrm{runningMean}' = (1 - a)~\\mathrm{runningMean} + a \\mu",
    "runningMean' = (1 - a) runningMean + a μ",
  ],
  ['\\sqrt v', '√v'],
  ['D^{2k+1}', 'D^(2k+1)'],
])('%s is %s', (latex, text) => {
  expect(latexToUnicode(latex)).toBe(text);
});

test('a command that it does not know is named', () => {
  expect(() => latexToUnicode('\\mathfrak{x}')).toThrow('no text stands for \\mathfrak');
  expect(() => latexToUnicode('\\frac{x')).toThrow('a brace is not closed in {x');
});

describe('every formula of every chapter has a text, without a trace of LaTeX', () => {
  test.each(chapters())('$name', ({ text }) => {
    const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`]*`/g, '');
    for (const [, display, inline] of prose.matchAll(/\$\$([^$]*)\$\$|\$([^$]*)\$/g)) {
      expect(latexToUnicode(display ?? inline!)).not.toMatch(/[\\{}$]/);
    }
  });
});
