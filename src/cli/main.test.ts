import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { compileCommand } from './testing/compiled-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-main-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = await compileCommand([
  'chatty',
  'endless',
  'leaving',
  'quitting',
  'silent',
  'slow',
  'speaking',
  'staying',
]);
afterAll(command.remove);

function start(args: readonly string[], cwd = folder) {
  const child = spawn(process.execPath, [command.main, ...args], { cwd });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said, ended };
}

test.concurrent('as a process: what a subject prints stays off standard output, and the exit code tells the verdict', async () => {
  const args = ['check', command.subject('chatty'), '--only', 'BN-TRAIN-OUTPUT', '--runs', '5', '--json'];
  const { said, ended } = start(args);
  expect(await ended).toBe(0);
  expect(JSON.parse(said.out)).toMatchObject({ subject: 'chatty', conformant: true });
  expect(said.err).toContain('a subject that talks');
});

/** Resolves where the process has said what matches, on standard error. */
function hears({ child, said }: ReturnType<typeof start>, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve) => {
    child.stderr.on('data', () => {
      const told = pattern.exec(said.err);
      if (told !== null) resolve(told);
    });
  });
}

test.concurrent('an interrupt ends the workers and gives exit code 130, and a second one changes nothing in that', async () => {
  const run = start(['check', command.subject('silent'), '--timeout', '600000']);
  const { child, said, ended } = run;
  const worker = Number((await hears(run, /silent worker (\d+)/))[1]);
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(said.err).not.toContain('could not run');
  await vi.waitFor(() => expect(() => process.kill(worker, 0)).toThrow('ESRCH'), { timeout: 5000 });
});

describe('a run that is interrupted', () => {
  const FORMS = ['json', 'junit', 'sarif', 'markdown', 'html'] as const;
  const only = ['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA', 'BN-INFER-OUTPUT', 'BN-TRAIN-RUNNING-MEAN', 'BN-LAYOUT'];
  const plan = ['--tier', 'smoke', '--runs', '32', '--only', only.join(), '--no-diagnosis'];
  const inFolder = (name: string) => {
    const cwd = join(folder, name);
    mkdirSync(cwd);
    const check = (...more: readonly string[]) =>
      start(
        ['check', command.subject('slow'), ...more, ...plan, ...FORMS.flatMap((form) => [`--${form}`, form])],
        cwd,
      );
    const reports = () =>
      FORMS.map((form) =>
        readFileSync(join(cwd, form), 'utf8').replace(
          /<time.*?<\/time>|<dt>time of the run<\/dt><dd>[^<]*/g,
          '',
        ),
      );
    return { cwd, check, reports };
  };

  test.concurrent('leaves a partial report, and resumed gives every report that an uninterrupted one gives', async () => {
    const whole = inFolder('whole');
    expect(await whole.check().ended).toBe(1);
    const parts = inFolder('parts');
    const first = parts.check();
    // Each half counts its calls. What is broken shows in the first few, and what holds takes more.
    await hears(first, /call 60\b.*call 60\b/s);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(143);
    expect(first.said.err).toContain('with --resume');
    const [json, junit, sarif, markdown, html] = parts.reports() as [string, string, string, string, string];
    const partial = JSON.parse(json);
    expect(partial).toMatchObject({ interrupted: true, conformant: false });
    const outcomes = partial.requirements.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes).toContain('skipped');
    expect(outcomes).toContain('failed');
    expect(junit).toContain('<property name="interrupted" value="true"/>');
    expect(JSON.parse(sarif).runs[0].invocations).toMatchObject([{ executionSuccessful: false }]);
    for (const text of [markdown, html]) expect(text).toContain('interrupted, a partial report');
    expect(readdirSync(join(parts.cwd, '.bncheck/interrupted'))).toHaveLength(1);
    const second = parts.check('--resume');
    expect(await second.ended).toBe(1);
    expect(parts.reports()).toEqual(whole.reports());
    expect(readdirSync(join(parts.cwd, '.bncheck/interrupted'))).toEqual([]);
  });
});

test.concurrent('a subject that ends its process in one requirement fails that one, with the case, and the others go on', async () => {
  const args = [
    'check',
    command.subject('quitting'),
    '--no-diagnosis',
    '--only',
    'BN-INFER-OUTPUT,BN-TRAIN-OUTPUT',
    '--runs',
    '5',
  ];
  const { said, ended } = start([...args, '--json']);
  expect(await ended).toBe(1);
  const { requirements } = JSON.parse(said.out);
  expect(requirements).toMatchObject([
    { id: 'BN-TRAIN-OUTPUT', outcome: 'passed' },
    { id: 'BN-INFER-OUTPUT', outcome: 'errored' },
  ]);
  expect(requirements[1].counterexample.message).toContain('ended its process with exit code 7');
  expect(requirements[1].counterexample.case.input).toBeDefined();
});

test.concurrent('a subject that blocks for ever in one requirement runs out of time there, and the others go on', async () => {
  const args = [
    'check',
    command.subject('endless'),
    '--no-diagnosis',
    '--only',
    'BN-INFER-OUTPUT,BN-TRAIN-OUTPUT',
    '--runs',
    '5',
  ];
  const { said, ended } = start([...args, '--timeout', '500', '--json']);
  expect(await ended).toBe(1);
  expect(JSON.parse(said.out).requirements).toMatchObject([
    { id: 'BN-TRAIN-OUTPUT', outcome: 'passed' },
    { id: 'BN-INFER-OUTPUT', outcome: 'timedOut' },
  ]);
});

const SHORT = ['--only', 'BN-TRAIN-OUTPUT', '--runs', '5', '--no-diagnosis', '--json'];

// Elsewhere nobody can tell what left the process's group.
const testOnLinux = process.platform === 'linux' ? test.concurrent : test.skip;

testOnLinux('what a subject leaves running ends with the check, which does not wait for it', async () => {
  const { said, ended } = start(['check', command.subject('leaving'), ...SHORT]);
  expect(await ended).toBe(0);
  const left = Number(/left behind (\d+)/.exec(said.err)![1]);
  await vi.waitFor(() => expect(isRunning(left)).toBe(false), { timeout: 5000 });
});

/** False for what has ended and only waits for its parent, too. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test.concurrent('a subject whose process does not end when its work is done is ended', async () => {
  const { said, ended } = start(['check', command.subject('staying'), ...SHORT]);
  expect(await ended).toBe(0);
  expect(JSON.parse(said.out)).toMatchObject({ conformant: true });
});

test.concurrent('a subject cannot report in the place of the suite', async () => {
  const { said, ended } = start(['check', command.subject('speaking'), ...SHORT]);
  expect(await ended).toBe(1);
  expect(JSON.parse(said.out)).toMatchObject({ subject: 'speaking', conformant: false });
});

test.concurrent('a failure that ends the process at once still fails when it is replayed', async () => {
  const cwd = join(folder, 'replayed');
  mkdirSync(cwd);
  const subject = command.subject('quitting');
  const only = ['--only', 'BN-INFER-OUTPUT', '--runs', '5', '--no-diagnosis'];
  expect(await start(['check', subject, ...only], cwd).ended).toBe(1);
  const [failure] = readdirSync(join(cwd, '.bncheck/failures'));
  const { said, ended } = start(['replay', `.bncheck/failures/${failure}`], cwd);
  expect(await ended).toBe(1);
  expect(said.out).toContain('still fails');
});
