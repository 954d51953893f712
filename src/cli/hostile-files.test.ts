/** Every kind of file that a command reads, damaged: a clear sentence and exit code 2, or an honest run; never a crash. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeKnownFailures } from '../fixture-format/known-failures.ts';
import { encodeFailure } from '../fixture-format/stored-failure.ts';
import { anyJson, mutatedJson } from '../fixture-format/testing/mutated-json.ts';
import { someCases } from '../harness/testing/cases.ts';
import { vectorsFolder } from '../vectors/load-vectors.ts';
import { crashed } from './testing/crashed.ts';
import { runHere } from './testing/memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const damaged = join(folder, 'damaged.json');
const few = ['builtin:typescript', '--runs', '1', '--no-diagnosis', '--no-stored'];
const onlyOne = [...few, '--only', 'BN-ARGUMENTS'];
const vectors = join(vectorsFolder(), 'bn-arguments.json');

interface FileKind {
  readonly name: string;
  readonly sound: () => string;
  readonly args: readonly string[];
  /** The file holds one JSON value a line. */
  readonly lines?: boolean;
}

const kinds: readonly FileKind[] = [
  {
    name: 'a profile',
    sound: () => JSON.stringify({ conventions: { runningVarianceCorrection: 1, oneElement: 'define' } }),
    args: ['check', ...onlyOne, '--profile', damaged],
  },
  {
    name: 'the result of a shard',
    sound: () => readFileSync(join(folder, 'shard.json'), 'utf8'),
    args: ['merge', damaged, join(folder, 'other-shard.json'), '--only', 'BN-ARGUMENTS,BN-GRAD-BETA'],
  },
  {
    name: 'a stored failure',
    sound: () =>
      JSON.stringify(
        encodeFailure({
          subject: 'builtin:typescript',
          requirement: 'BN-TRAIN-OUTPUT',
          way: null,
          seed: 1,
          case: someCases(3, 1)[0]!,
          before: [],
          message: 'm',
        }),
      ),
    args: ['replay', damaged, 'builtin:typescript', '--no-diagnosis'],
  },
  {
    name: 'a list of known failures',
    sound: () =>
      encodeKnownFailures([
        {
          subject: 'builtin:typescript',
          requirement: 'BN-ARGUMENTS',
          failure: 'f',
          reason: 'r',
          link: 'https://example.org/1',
          expires: '2999-01-01',
        },
      ]),
    args: ['check', ...onlyOne, '--known-failures', damaged],
  },
  {
    name: 'a file of vectors',
    sound: () => readFileSync(vectors, 'utf8'),
    args: ['gen', '--vectors', damaged],
  },
  {
    name: 'a file of answers',
    sound: () => readFileSync(join(folder, 'answers.jsonl'), 'utf8'),
    args: ['verify', damaged, '--vectors', vectors],
    lines: true,
  },
];

beforeAll(async () => {
  const two = [...onlyOne, '--only', 'BN-GRAD-BETA'];
  await runHere(['check', ...two, '--shard', '1/2', '--json', join(folder, 'shard.json')], folder);
  await runHere(['check', ...two, '--shard', '2/2', '--json', join(folder, 'other-shard.json')], folder);
  const calls = await runHere(['gen', '--vectors', vectors, '--count', '3'], folder);
  const answers = calls.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.stringify({ id: JSON.parse(line).id, refused: 'epsilon is negative' }));
  writeFileSync(join(folder, 'answers.jsonl'), answers.join('\n'));
});

describe.each(kinds)('$name', ({ sound, args, lines }) => {
  test('is taken where it is sound', async () => {
    writeFileSync(damaged, sound());
    const { exitCode, stderr } = await runHere(args, folder);
    expect([0, 1]).toContain(exitCode);
    expect(stderr).not.toMatch(crashed);
  });

  test('is refused in a sentence, or taken, whatever has happened to it', async () => {
    const text = sound();
    const first = JSON.parse(lines ? text.split('\n')[0]! : text);
    const rest = lines ? text.split('\n').slice(1) : [];
    const written = (json: unknown) => [JSON.stringify(json), ...rest].join('\n');
    const anyText = fc.oneof(
      { weight: 4, arbitrary: mutatedJson(first).map(written) },
      { weight: 1, arbitrary: anyJson.map(written) },
      { weight: 1, arbitrary: fc.nat(text.length - 1).map((length) => text.slice(0, length)) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (content) => {
        writeFileSync(damaged, content);
        const { exitCode, stdout, stderr } = await runHere(args, folder);
        expect([0, 1, 2]).toContain(exitCode);
        expect(stdout + stderr).not.toMatch(crashed);
        if (exitCode === 2) expect(stderr).toMatch(/^bncheck could not run: .+[.!?…]\n$/);
      }),
      { seed: 95, numRuns: 15, endOnFailure: true },
    );
  });
});

test.each(
  [
    ['power', '--only', 'no-such-variant'],
    ['power', '--runs', '0'],
    ['power', '--seed', '1.5'],
    ['bench', '--shape', '3,-1'],
    ['bench', '--operation', 'sideways'],
    ['bench', '--layout', 'channels-middle'],
    ['bench', '--threads', '3'],
    ['bench', '--rounds', 'many'],
    ['claims', 'no-such-claim'],
    ['claims', '--seed', '-1'],
    ['gen', '--requirement', 'BN-NOTHING'],
    ['gen', '--count', '0'],
    ['fixtures', 'export', '--format', 'docx', '--out', 'x'],
    ['fixtures', 'export', '--format', 'csv'],
    ['fixtures', 'generate', '--seed', 'x'],
    ['matrix', '--setup', 'no-such-library'],
  ].map((args) => [args.join(' '), args] as const),
)('%s is refused before anything runs', async (_, args) => {
  const { exitCode, stdout, stderr } = await runHere(args, folder);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(crashed);
  expect(stderr).toContain(args.at(-1) === 'csv' ? '--out' : args.at(-1)!);
});
