import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { compileCommand } from './testing/compiled-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-matrix-interrupt-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = await compileCommand([]);
afterAll(command.remove);

const PLAN = [
  '--only',
  'builtin:reference,builtin:typescript',
  '--tier',
  'smoke',
  '--runs',
  '3',
  '--workers',
  '1',
];

/** The command as a shell starts it: with its children in a process group of its own, which is what a Ctrl-C reaches. */
function start(cwd: string, more: readonly string[] = []) {
  const temporary = join(cwd, 'temporary');
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [command.main, 'matrix', ...PLAN, '--json', 'matrix.json', ...more], {
    cwd,
    detached: true,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = { err: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said, ended, temporary };
}

/** Resolves where the process has said it on standard error. */
function hears({ child, said }: ReturnType<typeof start>, words: string): Promise<void> {
  return new Promise((resolve) => {
    child.stderr.on('data', () => {
      if (said.err.includes(words)) resolve();
    });
  });
}

/** How many requirements of each subject are noted as done. */
function finishedIn(cwd: string): readonly number[] {
  const text = readFileSync(join(cwd, '.bncheck/interrupted/matrix.json'), 'utf8');
  return JSON.parse(text).runs.map((run: { finished: unknown[] }) => run.finished.length);
}

/** Throws as long as a process of the group lives, be it a zombie. */
function expectNobodyLeft({ child, temporary }: ReturnType<typeof start>): void {
  expect(() => process.kill(-child.pid!, 0)).toThrow('ESRCH');
  expect(readdirSync(temporary)).toEqual([]);
}

/** The JSON without what differs from run to run. */
function resultsIn(cwd: string): unknown {
  const { date, subjects, ...run } = JSON.parse(readFileSync(join(cwd, 'matrix.json'), 'utf8'));
  expect(Date.now() - Date.parse(date)).toBeLessThan(120_000);
  for (const subject of subjects) expect(subject.seconds).toBeGreaterThan(0);
  return { ...run, subjects: subjects.map((one: object) => ({ ...one, seconds: null })) };
}

test('a matrix that is killed, resumed, cut short by Ctrl-C and resumed again gives what an uninterrupted one gives, and leaves nobody behind', async () => {
  const [whole, parts] = ['whole', 'parts'].map((name) => join(folder, name)) as [string, string];
  const uninterrupted = start(whole);

  const first = start(parts);
  // What is done is noted while the rest goes on.
  const done = await vi.waitFor(() => finishedIn(parts), { timeout: 60_000, interval: 20 });
  expect(done[0]).toBeGreaterThan(30);
  process.kill(-first.child.pid!, 'SIGKILL');
  await first.ended;

  const second = start(parts, ['--resume']);
  await hears(second, 'conformant');
  process.kill(-second.child.pid!, 'SIGINT');
  expect(await second.ended).toBe(130);
  expectNobodyLeft(second);
  expect(second.said.err).toContain('with --resume goes on from here (.bncheck/interrupted/matrix.json)');
  const [one = 0, other = 0] = finishedIn(parts);
  expect(one).toBe(done[0]);
  expect(other).toBeLessThan(one);

  const third = start(parts, ['--resume']);
  expect(await third.ended).toBe(0);
  expectNobodyLeft(third);
  expect(await uninterrupted.ended).toBe(0);
  expect(resultsIn(parts)).toEqual(resultsIn(whole));
  expect(readdirSync(join(parts, '.bncheck/interrupted'))).toEqual([]);
});
