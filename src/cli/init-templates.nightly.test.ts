import { execSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { adapterLanguages } from '../init/adapter-languages.ts';
import { runHere } from './testing/memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck templates-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What must be installed, and how to ask whether it is. */
const tools: Readonly<Record<string, readonly [string, string]>> = {
  python: ['python3', '--version'],
  cpp: ['g++', '--version'],
  rust: ['rustc', '--version'],
  go: ['go', 'version'],
  java: ['javac', '-version'],
};

function whyNot(language: string): string {
  const tool = tools[language];
  if (tool === undefined || spawnSync(tool[0], [tool[1]]).error === undefined) return '';
  return ` (there is no ${tool[0]} here)`;
}

describe.each(adapterLanguages.map(({ name }) => [name, whyNot(name)] as const))('%s', (language, reason) => {
  test.skipIf(reason !== '')(
    `what init writes compiles by the command that it prints, and is conformant${reason}`,
    async () => {
      const { stdout } = await runHere(['init', language, join(folder, language)], folder);
      const commands = stdout.split('\n').filter((line) => line.startsWith('  '));
      for (const command of commands) {
        const ours = /^ {2}npx bncheck (\w+) (?:"([^"]+)"|(\S+))/.exec(command);
        if (ours === null) {
          execSync(command.trim(), { stdio: 'pipe' });
          continue;
        }
        const [, name, quoted, plain] = ours;
        const tier = name === 'check' ? ['--tier', 'smoke'] : [];
        const { exitCode, stdout: said } = await runHere([name!, quoted ?? plain!, ...tier], folder);
        expect(said).toMatch(/The adapter works\.|\nconformant: of \d+ MUST requirements/);
        expect(exitCode).toBe(0);
      }
    },
  );
});
