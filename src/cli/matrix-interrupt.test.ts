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
  'builtin:typescript,builtin:wasm',
  '--tier',
  'smoke',
  '--runs',
  '1',
  '--workers',
  '1',
];

/** The command as a shell starts it: with its children in a process group of its own, which is what a Ctrl-C reaches. */
function start(more: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [command.main, 'matrix', ...PLAN, '--json', 'matrix.json', ...more], {
    cwd: folder,
    detached: true,
    env: { ...process.env, TMPDIR: temporary, ...env },
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

interface Noted {
  readonly outcome: { readonly requirement: string; readonly outcome: string; readonly cases: number };
}

/** What is noted as done of each subject. */
function notedIn(cwd: string): readonly (readonly Noted[])[] {
  const text = readFileSync(join(cwd, '.bncheck/interrupted/matrix.json'), 'utf8');
  return JSON.parse(text).runs.map((run: { finished: readonly Noted[] }) => run.finished);
}

/** Throws as long as a process of the group lives, be it a zombie. */
function expectNobodyLeft({ child, temporary }: ReturnType<typeof start>): void {
  expect(() => process.kill(-child.pid!, 0)).toThrow('ESRCH');
  expect(readdirSync(temporary)).toEqual([]);
}

test('a matrix that is killed, resumed, cut short by Ctrl-C and resumed again is done, tries nothing twice, and leaves nobody behind', async () => {
  const first = start();
  // What is done is noted while the rest goes on.
  const [done = []] = await vi.waitFor(() => notedIn(folder), { timeout: 60_000, interval: 20 });
  process.kill(-first.child.pid!, 'SIGKILL');
  await first.ended;

  const second = start(['--resume']);
  await hears(second, 'conformant');
  process.kill(-second.child.pid!, 'SIGINT');
  expect(await second.ended).toBe(130);
  expectNobodyLeft(second);
  expect(second.said.err).toContain('with --resume goes on from here (.bncheck/interrupted/matrix.json)');
  const [one, other] = notedIn(folder);
  expect(one).toEqual(done);
  expect(other!.length).toBeLessThan(done.length);

  const third = start(['--resume']);
  expect(await third.ended).toBe(0);
  expectNobodyLeft(third);
  const { subjects, date } = JSON.parse(readFileSync(join(folder, 'matrix.json'), 'utf8'));
  expect(Date.now() - Date.parse(date)).toBeLessThan(120_000);
  expect(subjects).toMatchObject([
    { name: 'builtin:typescript', conformant: true },
    { name: 'builtin:wasm', conformant: true },
  ]);
  for (const { interrupted, seconds, requirements } of subjects) {
    expect(interrupted).toBeUndefined();
    expect(seconds).toBeGreaterThan(0);
    expect(requirements).toHaveLength(done.length);
  }
  for (const { outcome } of done) {
    const { requirement: id, outcome: kind, cases } = outcome;
    expect(subjects[0].requirements).toContainEqual(expect.objectContaining({ id, outcome: kind, cases }));
  }
  expect(readdirSync(join(folder, '.bncheck/interrupted'))).toEqual([]);
});

test('a Ctrl-C that ends a worker before it has been told its job is an interrupt, not a subject that could not run', async () => {
  // Node's own fork, whose process is gone before anything can be sent to it; the signal is heard in a later turn.
  const forkAndInterrupt = `
    import processes from 'node:child_process';
    import { syncBuiltinESMExports } from 'node:module';
    const { fork } = processes;
    processes.fork = (...told) => {
      const worker = fork(...told);
      process.kill(worker.pid, 'SIGKILL');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      process.kill(process.pid, 'SIGINT');
      return worker;
    };
    syncBuiltinESMExports();`;
  const run = start([], {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(forkAndInterrupt)}`,
  });
  expect(await run.ended).toBe(130);
  expect(run.said.err).toContain('Interrupted.');
  expectNobodyLeft(run);
});
