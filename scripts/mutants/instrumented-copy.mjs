import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';

const silent = { isDebugEnabled: () => false, debug: () => {}, info: () => {}, warn: () => {} };

/** What a message says is not judged; all other mutators of Stryker are used. */
const excludedMutations = ['StringLiteral'];

/**
 * A copy of what has been compiled, in a new folder, with every mutant of the files behind a switch:
 * `globalThis.__stryker__.activeMutant` holds the id of the one that is on.
 */
export async function instrumentedCopy(root, files) {
  const folder = mkdtempSync(join(tmpdir(), 'bncheck-mutants-'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const name of ['node_modules', 'fixtures']) symlinkSync(join(root, name), join(folder, name));
  const sources = files.map((name) => ({
    name: join(folder, 'dist', name),
    content: readFileSync(join(folder, 'dist', name), 'utf8'),
    mutate: true,
  }));
  const options = { plugins: null, ignorers: [], excludedMutations };
  const instrumented = await new Instrumenter(silent).instrument(sources, options);
  for (const { name, content } of instrumented.files) writeFileSync(name, content);
  const active = instrumented.mutants.filter(({ status }) => status !== 'Ignored');
  const mutants = active.map(({ id, fileName, mutatorName, replacement, location }) => ({
    id,
    file: fileName.slice(join(folder, 'dist').length + 1),
    line: location.start.line + 1,
    mutator: mutatorName,
    original: textAt(sources.find(({ name }) => name === fileName).content, location),
    replacement,
  }));
  return { folder, mutants: placed(mutants) };
}

/** Each mutant with its place, counted from 1, among those of its file that have the same text: lines move, places seldom do. */
function placed(mutants) {
  const count = new Map();
  return mutants.map((mutant) => {
    const { file, original, replacement } = mutant;
    const text = JSON.stringify([file, original, replacement]);
    count.set(text, (count.get(text) ?? 0) + 1);
    return { ...mutant, place: count.get(text) };
  });
}

function textAt(content, { start, end }) {
  const lines = content.split('\n').slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column);
  lines[0] = lines[0].slice(start.column);
  return lines.join('\n');
}
