/**
 * Runs the suite against mutants, one after another, and tells the parent of each: which requirement noticed it, or null. Started by
 * run-mutants.mjs, which ends it where a mutant runs without end.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, tier, seed] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(folder, 'dist', name)).href);

// The parent names the first mutant in the environment too: what a module computes as it is loaded is mutated only then.
const { typescriptSubject } = await load('src/adapters/builtin-subjects.js');
const { measureVariant } = await load('src/cli/power/measure-variant.js');
const { activationCases } = await load('src/fixture-format/activation-cases.js');
const recorded = activationCases();
const job = { tier, seed: Number(seed), runs: null, quick: true, timeoutMs: 10_000 };
globalThis.__stryker__ ??= {};

let told = 0;
function makeSubject() {
  const subject = typescriptSubject();
  const run = (request) => {
    if (Date.now() - told > 1000) {
      told = Date.now();
      process.send({ alive: true });
    }
    return subject.run(request);
  };
  return { ...subject, run };
}

process.on('message', async (ids) => {
  for (const id of ids) {
    globalThis.__stryker__.activeMutant = id;
    process.send({ id, begins: true });
    process.send({ id, ...(await outcomeOf(id)) });
  }
  globalThis.__stryker__.activeMutant = undefined;
  process.send({ ends: true });
});

async function outcomeOf(id) {
  try {
    const variant = { id, kind: 'faulty', breaks: [], make: makeSubject };
    const { first } = await measureVariant(variant, job, recorded);
    return first === null
      ? { requirement: null }
      : { requirement: first.outcome.requirement, cases: first.cases };
  } catch (error) {
    return { requirement: `the run: ${error.message}` };
  }
}
