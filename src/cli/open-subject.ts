import { existsSync } from 'node:fs';
import type { Subject } from '../../spec/contract.ts';
import { knownSubjects } from '../adapters/known-subjects.ts';
import { outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import type { DeclaringSubject } from '../protocol/declaring-subject.ts';
import { builtinSubjects } from './builtin-list.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';

/**
 * The subject that SUBJECT names on the command line: `builtin:NAME`, a known or an outside subject's name, `cmd:PROGRAM ARGS` or the
 * path of a JavaScript or TypeScript module. What only one kind of subject needs is loaded with it. Rejects with one sentence where there is none or where it cannot be loaded.
 */
export async function openSubject(text: string, timeoutMs: number): Promise<DeclaringSubject> {
  const builtin = builtinSubjects.find(({ name }) => name === text);
  if (builtin !== undefined) return declaring(builtin.create());
  const known = knownSubjects.find(({ name }) => name === text);
  if (known !== undefined) return declaring(await known.create());
  const outside = outsideSubjects.find(({ name }) => name === text);
  if (outside !== undefined) {
    const { openOutsideSubject } = await import('../adapters/outside/open-outside-subject.ts');
    const { outsidePlaces } = await import('./outside-places.ts');
    return openOutsideSubject(outside, outsidePlaces(process.cwd()), timeoutMs);
  }
  if (text.startsWith('cmd:')) {
    const { openProgram } = await import('./open-program.ts');
    return openProgram(text, timeoutMs);
  }
  if (looksLikePath(text)) return openModule(text);
  const names = [...builtinSubjects, ...knownSubjects, ...outsideSubjects].map(({ name }) => name);
  throw couldNotRun(
    `There is no subject ${JSON.stringify(text)}${didYouMean(text, names) || '.'} ` +
      `Known are ${names.join(', ')}; or give cmd:PROGRAM or the path of a module.`,
  );
}

function declaring(subject: Subject): DeclaringSubject {
  return { ...subject, conventionsDeclared: true };
}

function looksLikePath(text: string): boolean {
  return /[\\/]/.test(text) || /\.[cm]?[jt]s$/.test(text) || existsSync(text);
}

async function openModule(path: string): Promise<DeclaringSubject> {
  const { loadModuleSubject } = await import('../adapters/module-subject.ts');
  try {
    return await loadModuleSubject(path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes(JSON.stringify(path))) throw couldNotRun(message, error);
    const firstLine = message.trim().split('\n', 1)[0]!;
    throw couldNotRun(`The module ${JSON.stringify(path)} could not be loaded: ${firstLine}`, error);
  }
}
