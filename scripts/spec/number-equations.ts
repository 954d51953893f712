import { createContext, Script } from 'node:vm';
import { latexToUnicode } from '../../src/reporters/latex-to-unicode.ts';

/** An equation between numbers in a text, and whether it holds. */
export interface NumberEquation {
  readonly text: string;
  readonly holds: boolean;
}

/**
 * The equations of a line of prose whose two sides are arithmetic of numbers, as in (9 + 1 + 16)/3 = 26/3 or 2/3 ≈ 0.667, formulas included.
 *
 * An `=` holds up to the rounding of float64 arithmetic, a `≈` up to half a unit of the last digit that the right side has.
 */
export function numberEquations(line: string): readonly NumberEquation[] {
  const text = line.replaceAll(/\$+([^$]+)\$+/g, (_, formula: string) => latexToUnicode(formula));
  const sides = text.split(/([=≈])/);
  const equations: NumberEquation[] = [];
  for (let k = 1; k < sides.length; k += 2) {
    const left = arithmeticAtEnd(sides[k - 1]!);
    const right = arithmeticAtStart(sides[k + 1]!);
    const [a, b] = [arithmeticValue(left), arithmeticValue(right)];
    if (a === null || b === null) continue;
    const holds = sides[k] === '=' ? nearlyEqual(a, b) : Math.abs(a - b) <= halfLastDigit(right);
    equations.push({ text: `${left.trim()} ${sides[k]} ${right.trim()}`, holds });
  }
  return equations;
}

const arithmetic = '[\\d.()·×+−/√⁻⁰¹²³⁴⁵⁶⁷⁸⁹ -]';

/** The longest arithmetic before an equals sign, unless it continues something with letters. */
function arithmeticAtEnd(text: string): string {
  const found =
    new RegExp(`(^|[^\\p{L}\\d₀-₉'’|\\]]|, )(${arithmetic}*[\\d)⁰¹²³⁴⁵⁶⁷⁸⁹]\\s*)$`, 'u').exec(text)?.[2] ??
    '';
  const before = text.slice(0, text.length - found.length).trimEnd();
  const continues = /^[+−·×/-]/.test(found.trim()) && before !== '';
  return continues || /[+−·×/(√-]$/.test(before) ? '' : found;
}

/** The longest arithmetic after an equals sign; a full stop ends it. */
function arithmeticAtStart(text: string): string {
  const found = new RegExp(`^${arithmetic}+`).exec(text)?.[0] ?? '';
  const after = text.slice(found.length);
  if (/^[\p{L}_^]/u.test(after) && !/\s$/.test(found)) return '';
  return found.replace(/[\s.+−·×/-]+$/, '');
}

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The value of arithmetic in Unicode; null where it is none. */
function arithmeticValue(text: string): number | null {
  if (!/\d/.test(text)) return null;
  const code = text
    .replaceAll(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => {
      return `**(${power.replace('⁻', '-').replaceAll(/[⁰-⁹¹²³]/g, (digit) => String(digits.indexOf(digit)))})`;
    })
    .replaceAll(/[·×]/g, '*')
    .replaceAll('−', '-')
    .replaceAll(/√(\d+(\.\d+)?|(?=\())/g, 'sqrt$1')
    .replaceAll(/sqrt(\d+(?:\.\d+)?)/g, 'sqrt($1)');
  try {
    const value: unknown = new Script(`(${code})`).runInContext(createContext({ sqrt: Math.sqrt }));
    return typeof value === 'number' ? value : null;
  } catch {
    return null;
  }
}

function nearlyEqual(a: number, b: number): boolean {
  // A handful of operations on either side.
  return Math.abs(a - b) <= 2 ** -49 * Math.max(Math.abs(a), Math.abs(b));
}

function halfLastDigit(text: string): number {
  const decimals = /\.(\d+)\s*$/.exec(text)?.[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals * (1 + 2 ** -20);
}
