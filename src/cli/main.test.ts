import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compileCommand } from './testing/compiled-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-main-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = await compileCommand(['chatty', 'endless', 'quitting', 'silent']);
afterAll(command.remove);

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [command.main, ...args], { cwd: folder });
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

test.concurrent('an interrupt ends the workers and gives exit code 130', async () => {
  const { child, said, ended } = start(['check', command.subject('silent'), '--timeout', '600000']);
  const worker = await new Promise<number>((resolve) => {
    child.stderr.on('data', () => {
      const told = /silent worker (\d+)/.exec(said.err);
      if (told !== null) resolve(Number(told[1]));
    });
  });
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(said.err).not.toContain('could not run');
  expect(() => process.kill(worker, 0)).toThrow('ESRCH');
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
