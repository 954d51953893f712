import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { OutsideEnvironment } from './outside-environment.ts';
import { outsideSubjects } from './outside-subjects.ts';
import { unavailable } from './unavailable.ts';

const programOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** How package managers name one version. */
const PINNED: Readonly<Record<OutsideEnvironment['kind'], RegExp>> = {
  python: /^[\w-]+==[\w.]+$/,
  cpp: /^[\w.-]+=[\w.:~+-]+$/,
  rust: /^[\w-]+=[\d.]+$/,
  go: /^[\w./-]+@v[\d.]+$/,
  java: /^[\w.]+:[\w-]+:[\w.-]+$/,
  npm: /^(@[\w-]+\/)?[\w-]+@[\d.]+$/,
};

test('names are unique, and every adapter is there', () => {
  const names = outsideSubjects.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { program } of outsideSubjects) expect(existsSync(programOf(program)), program).toBe(true);
});

test('every package is pinned to one version', () => {
  for (const { environment } of outsideSubjects) {
    for (const requirement of environment.packages) expect(requirement).toMatch(PINNED[environment.kind]);
  }
});

test('every adapter is small and links the documentation of its conventions', () => {
  for (const { program, documentation } of outsideSubjects) {
    const text = readFileSync(programOf(program), 'utf8');
    expect(text.split('\n').length, program).toBeLessThan(140);
    expect(text, program).toMatch(/https:\/\//);
    expect(documentation).toMatch(/^https:\/\//);
  }
});

test('adapters that are built name the version that the registry names, and Go the sums of all others', () => {
  for (const { environment } of outsideSubjects) {
    if (environment.kind === 'python' || environment.kind === 'npm' || environment.kind === 'cpp') continue;
    const manifest = { rust: 'Cargo.toml', go: 'go.mod', java: 'pom.xml' }[environment.kind];
    const text = readFileSync(programOf(`${environment.project}/${manifest}`), 'utf8');
    for (const requirement of environment.packages) {
      expect(text, manifest).toContain(requirement.split(/[=@:]v?/).at(-1));
    }
    const sums = { rust: manifest, go: 'go.sum', java: manifest }[environment.kind];
    expect(existsSync(programOf(`${environment.project}/${sums}`)), environment.project).toBe(true);
  }
});

test('what cannot be installed has a reason', () => {
  for (const { name, reason } of unavailable) expect(reason.length, name).toBeGreaterThan(10);
});
