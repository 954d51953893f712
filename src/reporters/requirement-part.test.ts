import { expect, test } from 'vitest';
import { requirementPart } from './requirement-part.ts';

const fence = '```';
const chapter = `# Chapter

<!-- sentence BN-A -->
> **BN-A** · MUST
<!-- end -->

Because.

$$x = 1$$

${fence}ts example BN-A
f();
// -> 1
${fence}

And so on.

<!-- facts BN-A -->
Checked by a.ts.
<!-- end -->

<!-- sentence BN-B -->
> **BN-B** · MUST
<!-- end -->

<!-- facts BN-B -->
Checked by b.ts.
<!-- end -->
`;

test('the text of a requirement is what stands between its sentence and its facts', () => {
  expect(requirementPart(chapter, 'BN-A')).toEqual({
    rationale: 'Because.\n\n$$x = 1$$\n\nAnd so on.',
    example: 'f();\n// -> 1',
    facts: 'Checked by a.ts.',
  });
});

test('a requirement without text or example has none', () => {
  expect(requirementPart(chapter, 'BN-B')).toEqual({ rationale: '', example: '', facts: 'Checked by b.ts.' });
  expect(requirementPart(chapter, 'BN-C')).toEqual({ rationale: '', example: '', facts: '' });
});
