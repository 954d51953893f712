import { expect, test } from 'vitest';
import { rewriteLinks } from './rewrite-links.ts';

const places = {
  pageOf: (path: string) => ({ 'spec/training.md': '/spec/training', 'spec/README.md': '/spec/' })[path],
  sourceOf: (path: string, kind: 'file' | 'folder') => `/source/${path}${kind === 'folder' ? '/' : ''}`,
  imageOf: (path: string) => `/figures/${path}`,
};
const rewrite = (markdown: string) => rewriteLinks(markdown, 'spec/laws.md', places);

test('chapters keep their anchors, files and folders get a page with source', () => {
  expect(rewrite('[a](training.md#output) [b](contract.ts) [c](properties) [d](../spec)')).toBe(
    '[a](/spec/training#output) [b](/source/spec/contract.ts) [c](/source/spec/properties/) [d](/spec/)',
  );
});

test('other addresses and code stay as they are', () => {
  const text = '[a](https://example.org) [b](#here) `[c](training.md)`\n```md\n[d](training.md)\n```\n';
  expect(rewrite(text)).toBe(text);
});

test('a code span may be the label of a link', () => {
  expect(rewrite('[`training`](training.md)')).toBe('[`training`](/spec/training)');
});

test('images are served by the site', () => {
  expect(rewrite('![a plot](contract.ts)')).toBe('![a plot](/figures/spec/contract.ts)');
});

test('a link to nothing is an error that names the file and the link', () => {
  expect(() => rewrite('[a](no-such-chapter.md)')).toThrow(
    'spec/laws.md links to no-such-chapter.md, but there is no spec/no-such-chapter.md',
  );
});
