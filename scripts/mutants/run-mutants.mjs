/**
 * Mutation testing of the suite: every mutant that Stryker makes of the plain TypeScript kernels is put before it.
 *
 * `npm run build && node scripts/mutants/run-mutants.mjs [--seed N] [--json FILE]`. Nobody chose these faults, so they tell what the suite
 * does about faults that nobody thought of. Each mutant is tried at tier smoke. Of those that survive, fixtures/mutants.json says why they may:
 * they are sound, or do what no requirement forbids. The others are tried again at tier ci, each in a process of its own; those that survive that
 * too are missed, and the exit code is 1.
 */
import { fork } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { instrumentedCopy } from './instrumented-copy.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const child = fileURLToPath(new URL('try-mutants.mjs', import.meta.url));

/** Longest time without a call to the mutant, which answers in milliseconds: what takes longer runs without end. */
const LONGEST_MS = 20_000;

const files = ['batch-norm', 'channel-statistics', 'check-arguments', 'gradients', 'layer', 'normalize'].map(
  (name) => `src/kernels/typescript/${name}.js`,
);

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, json: { type: 'string' } },
});

const { survivors: known } = JSON.parse(readFileSync(join(root, 'fixtures', 'mutants.json'), 'utf8'));
const { folder, mutants } = await instrumentedCopy(root, files);
try {
  const report = summary(await runAll());
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.missed.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function runAll() {
  const found = new Map();
  const ids = mutants.map(({ id }) => id);
  const bar = new cliProgress.SingleBar({ format: '{bar} {value} of {total} mutants' });
  bar.start(ids.length, 0);
  const note = (id, outcome) => {
    found.set(id, outcome);
    if (outcome.requirement !== null || whyOf(mutants.find((one) => one.id === id)) !== null) bar.increment();
  };
  await Promise.all(halvesOf(ids).map((half) => tryAll('smoke', half, note)));
  const isOpen = (mutant) => found.get(mutant.id).requirement === null && whyOf(mutant) === null;
  const survivors = mutants.filter(isOpen).map(({ id }) => id);
  await Promise.all(
    halvesOf(survivors).map(async (lane) => {
      for (const id of lane) {
        await tryAll('ci', [id], (_, outcome) => {
          found.set(id, outcome);
          bar.increment();
        });
      }
    }),
  );
  bar.stop();
  return found;
}

/** A list in two, one for each process. */
function halvesOf(list) {
  return [0, 1].map((part) => list.filter((_, i) => i % 2 === part));
}

/** Has one process try mutants, and another the rest of them where one ran without end or ended the process. */
async function tryAll(tier, ids, note) {
  let left = ids;
  while (left.length > 0) {
    const ended = await new Promise((resolve) => {
      const env = { ...process.env, __STRYKER_ACTIVE_MUTANT__: left[0] };
      const worker = fork(child, [folder, tier, values.seed], { env, silent: true });
      let at = left[0];
      const tried = new Set();
      let timer = setTimeout(() => worker.kill('SIGKILL'), LONGEST_MS);
      worker.on('message', (message) => {
        clearTimeout(timer);
        timer = setTimeout(() => worker.kill('SIGKILL'), LONGEST_MS);
        if (message.ends) return worker.disconnect();
        if (message.alive) return;
        at = message.id;
        if (message.begins) return;
        tried.add(message.id);
        note(message.id, message);
      });
      worker.on('exit', () => {
        clearTimeout(timer);
        resolve({ tried, at });
      });
      worker.send(left);
    });
    if (ended.tried.size < left.length) {
      note(ended.at, { requirement: 'ran without end, or ended the process' });
      ended.tried.add(ended.at);
    }
    left = left.filter((id) => !ended.tried.has(id));
  }
}

/** Why a mutant may survive; null where nobody has said. */
function whyOf(mutant) {
  const keys = ['file', 'original', 'replacement', 'place'];
  const isSame = (one) => keys.every((key) => one[key] === mutant[key]);
  return known.find(({ mutants: ones }) => ones.some(isSame))?.why ?? null;
}

function summary(found) {
  const survivors = mutants.filter(({ id }) => found.get(id).requirement === null);
  const missed = survivors.filter((mutant) => whyOf(mutant) === null);
  const by = {};
  for (const { id } of mutants) {
    const { requirement } = found.get(id);
    if (requirement !== null) by[requirement] = (by[requirement] ?? 0) + 1;
  }
  const caught = mutants.length - survivors.length;
  const explained = survivors.length - missed.length;
  process.stdout.write(
    `${mutants.length} mutants: ${caught} caught, ${explained} may survive (fixtures/mutants.json), ${missed.length} missed.\n`,
  );
  for (const { file, line, mutator, original, replacement } of missed) {
    process.stdout.write(`  ${file}:${line} ${mutator}: ${original}  ->  ${replacement}\n`);
  }
  return { mutants: mutants.length, caught, explained, missed, by };
}
