import { describe, expect, test } from 'vitest';
import { chapterFaults, type Known } from './chapter-faults.ts';
import { withFacts } from './generated-blocks.ts';
import { runExample } from './run-example.ts';

const known: Known = {
  isRequirement: (id) => id === 'BN-TRAIN-OUTPUT',
  leads: (link) => link === 'training.md#output',
};
const faults = (text: string) => chapterFaults(text, known);

test('a sound text has no fault', () => {
  const text = [
    'See [output](training.md#output), `a < b`, [a page](https://example.org/x) and BN-TRAIN-OUTPUT.',
    'With $a \\lt b$ and `<div>`:',
    '$$\\frac{1}{m} \\sum x$$',
    '```ts example BN-TRAIN-OUTPUT',
    'training({ input: [1, 3] }).output;',
    '// -> [-1, 1]',
    '```',
    '```json',
    '{"a":{}}',
    '```',
    '<!-- table sums -->',
    '| n | sum |',
    '| - | --- |',
    '| 3 | 0.5 |',
    '<!-- end -->',
    '| word | meaning |',
    '| ---- | ------- |',
    '| one  | two of 3 |',
  ].join('\n');
  expect(faults(text)).toEqual([]);
});

describe('what is wrong is said, with its line', () => {
  test.each([
    ['```\nx\n```', 'line 1: a fenced block without a language'],
    ['```ts\nf();\n```', 'line 1: code that is no example does not run: open it with "ts example"'],
    ['```js\nf();\n```', 'line 1: code that is no example does not run: open it with "ts example"'],
    ['a\n```ts example\nf();\n```', 'line 3: an example that states no value'],
    ['see BN-TRAIN-OUTPUTS', 'line 1: no requirement has the id BN-TRAIN-OUTPUTS'],
    ['```ts example BN-NOTHING\n1;\n// -> 1\n```', 'line 1: no requirement has the id BN-NOTHING'],
    ['| a | b |\n| - | - |\n| x | 0.25 |', 'line 3: a table of numbers that no marker says the code of'],
    ['| a | b |\n| - | - |\n| x | $2^{-24}$ |', 'line 3: a table of numbers that no marker says the code of'],
    [
      '<!-- table t -->\n| 1 |\n<!-- end -->\n| 1 |',
      'line 4: a table of numbers that no marker says the code of',
    ],
    ['<!-- values: gone.ts -->\n| 1 |\n<!-- end -->', 'line 1: there is no code gone.ts'],
    ['variance (9 + 1 + 16)/3 = 25/3', 'line 1: it is not so that (9 + 1 + 16)/3 = 25/3'],
    ['[x](gone.md)', 'line 1: the link gone.md leads nowhere'],
    ['[x](training.md#gone)', 'line 1: the link training.md#gone leads nowhere'],
    ['\na {{ b }}', 'line 2: two opening braces are a template to the site'],
    ['a <b>', 'line 1: a < before a letter is HTML to the site'],
    ['costs 5$ each', 'line 1: a dollar sign without its other one'],
    ['$a\\,b$', 'line 1: a backslash before a character that is no letter is lost in Markdown, in $a\\,b$'],
    [
      '$$\n\\operatorname{sign} x\n$$',
      'line 2: GitHub refuses \\operatorname: use \\mathrm, in $\\operatorname{sign} x$',
    ],
    ['$a < b$', 'line 1: a < may open HTML: use \\lt, in $a < b$'],
    ['$$\nx', 'line end: a displayed formula that does not end'],
  ])('%j', (text, fault) => {
    expect(faults(text)).toContain(fault);
  });
});

describe('an example', () => {
  test('with a wrong digit shows another value', async () => {
    const { stated, shown } = await runExample(
      'training({ input: [1, 3] }).output\n// -> [-1, 1.0000000000000002]\n',
    );
    expect(stated).toEqual(['[-1, 1.0000000000000002]']);
    expect(shown).toEqual(['[-1, 1]']);
  });

  test('that does not run fails', async () => {
    await expect(runExample('nothing();\n// -> 1\n')).rejects.toThrow('nothing is not defined');
    await expect(runExample('1 +;\n// -> 1\n')).rejects.toThrow('Unexpected token');
  });

  test('has what it imports, from the package or from a file', async () => {
    const code = [
      "import { requirements } from 'bncheck';",
      "import { layoutOf } from './layout.ts';",
      'requirements[0].id;',
      '// -> "?"',
      'layoutOf([2, 3], 1);',
      '// -> ?',
      '',
    ].join('\n');
    const { shown } = await runExample(code);
    expect(shown).toEqual(['"BN-RESULT-CONTRACT"', '{ outer: 2, channels: 3, inner: 1, m: 2 }']);
  });

  test('that imports what there is not fails', async () => {
    const code = "import { nothing } from './layout.ts';\n1;\n// -> 1\n";
    await expect(runExample(code)).rejects.toThrow('spec/layout.ts exports no nothing');
  });
});

test('a generated block of a name that there is not is refused', () => {
  expect(() => withFacts('<!-- table nothing -->\n<!-- end -->')).toThrow('no table has the name "nothing"');
  expect(() => withFacts('<!-- facts BN-NOTHING -->\n<!-- end -->')).toThrow('"BN-NOTHING"');
});
