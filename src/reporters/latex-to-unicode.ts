/** Commands that are one character, or none. */
const symbols: Readonly<Record<string, string>> = {
  Bigl: '',
  Bigr: '',
  Delta: 'Δ',
  Sigma: 'Σ',
  alpha: 'α',
  approx: '≈',
  beta: 'β',
  bigl: '',
  bigr: '',
  cap: '∩',
  cdot: '·',
  circ: '∘',
  cup: '∪',
  delta: 'δ',
  dots: '…',
  emptyset: '∅',
  epsilon: 'ε',
  equiv: '≡',
  eta: 'η',
  gamma: 'γ',
  ge: '≥',
  gg: '≫',
  gt: '>',
  in: '∈',
  infty: '∞',
  kappa: 'κ',
  langle: '⟨',
  ldots: '…',
  le: '≤',
  left: '',
  ll: '≪',
  lceil: '⌈',
  log: 'log',
  lt: '<',
  lvert: '|',
  max: 'max',
  min: 'min',
  mu: 'μ',
  ne: '≠',
  partial: '∂',
  phi: 'φ',
  pi: 'π',
  pm: '±',
  prod: '∏',
  qquad: '\u2003\u2003',
  quad: '\u2003',
  rangle: '⟩',
  rceil: '⌉',
  right: '',
  rvert: '|',
  sigma: 'σ',
  sum: 'Σ',
  times: '×',
  to: '→',
  varphi: 'φ',
  Longleftrightarrow: '⟺',
};

/** Commands whose argument stays as it is. */
const transparent = ['mathrm', 'text', 'mathbf', 'mathrel', 'hat', 'bar', 'tilde'];

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('0123456789+−-n', (c, k) => [c, Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ')[k]!]),
);
const subscripts: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('0123456789+-aijkmnox', (c, k) => [c, Array.from('₀₁₂₃₄₅₆₇₈₉₊₋ₐᵢⱼₖₘₙₒₓ')[k]!]),
);

/**
 * A formula of the chapters as text: `\frac{a+b}{c}` is (a + b)/c, `\sqrt{v}` √v, `x_j^2` xⱼ².
 *
 * For the subset of LaTeX that the chapters use.
 *
 * @throws Error naming a command outside of it.
 */
export function latexToUnicode(formula: string): string {
  return parse(formula.replaceAll('~', ' '))
    .replaceAll(/([=≈≤≥<>≡≠≪≫±·×∈∩∪→⟺])/gu, ' $1 ')
    .replaceAll(/(?<=[\p{L}\d₀-₉)])([Σ∏])/gu, ' $1')
    .replaceAll(/[ \n]+/g, ' ')
    .replaceAll('⟨ ', '⟨')
    .replaceAll(/ ?\u2003 ?/g, '  ')
    .trim();
}

function parse(source: string): string {
  let out = '';
  let rest = source;
  const argument = (): string => {
    rest = rest.trimStart();
    if (rest.startsWith('{')) {
      const end = closing(rest);
      const inside = rest.slice(1, end);
      rest = rest.slice(end + 1);
      return parse(inside);
    }
    const token = /^\\[A-Za-z]+|^./u.exec(rest)?.[0] ?? '';
    rest = rest.slice(token.length);
    return token.startsWith('\\') ? command(token.slice(1)) : token;
  };
  const command = (name: string): string => {
    if (transparent.includes(name)) {
      const inside = argument();
      if (name === 'hat') return `${inside}\u0302`;
      return name === 'bar' ? `${inside}\u0304` : inside;
    }
    if (name === 'frac' || name === 'tfrac') return `${grouped(argument())}/${grouped(argument())}`;
    if (name === 'sqrt') return `√${grouped(argument())}`;
    const symbol = symbols[name];
    if (symbol === undefined) throw new Error(`no text stands for \\${name}`);
    return symbol;
  };
  while (rest !== '') {
    const name = /^\\([A-Za-z]+)/.exec(rest);
    if (name !== null) {
      rest = rest.slice(name[0].length);
      out += command(name[1]!);
    } else if (rest[0] === '^' || rest[0] === '_') {
      const up = rest[0] === '^';
      rest = rest.slice(1);
      out += script(argument(), up);
    } else if (rest[0] === '{') {
      out += argument();
    } else {
      out += rest[0];
      rest = rest.slice(1);
    }
  }
  return out;
}

/** Position of the brace that closes the one at the start. */
function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}') depth--;
    if (depth === 0) return at;
  }
  throw new Error(`a brace is not closed in ${text}`);
}

function script(text: string, up: boolean): string {
  const table = up ? superscripts : subscripts;
  const raised = Array.from(text, (c) => table[c]);
  if (raised.every((c) => c !== undefined)) return raised.join('');
  if (text === "'" || text === '+') return text;
  return `${up ? '^' : '_'}${grouped(text)}`;
}

/** In parentheses, where an operator inside could be read as one outside. */
function grouped(text: string): string {
  return /[\s+−/·×-]/u.test(text.trim()) ? `(${text.trim()})` : text;
}
