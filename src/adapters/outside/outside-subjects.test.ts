import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { outsideSubjects } from './outside-subjects.ts';

const programOf = (name: string) => fileURLToPath(new URL(`python/${name}`, import.meta.url));

test('names are unique, and every adapter is there', () => {
  const names = outsideSubjects.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { program } of outsideSubjects) expect(existsSync(programOf(program)), program).toBe(true);
});

test('every package is pinned to one version', () => {
  for (const { environment } of outsideSubjects) {
    for (const requirement of environment.packages) expect(requirement).toMatch(/^[\w-]+==[\w.]+$/);
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
