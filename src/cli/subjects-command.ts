import { knownSubjects } from '../adapters/known-subjects.ts';
import { howToInstall, isOutsideInstalled } from '../adapters/outside/open-outside-subject.ts';
import { outsideSubjects } from '../adapters/outside/outside-subjects.ts';
import { builtinSubjects } from './builtin-list.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { outsidePlaces } from './outside-places.ts';

/** Lists the subjects that have a name: whether they are installed, and else how to install them. */
export function subjectsCommand(io: CliIo): number {
  const { print, colours } = pageFor(io, false);
  const all = [...builtinSubjects, ...knownSubjects, ...outsideSubjects];
  const width = Math.max(...all.map(({ name }) => name.length)) + 2;
  const show = (name: string, title: string, missing: string | null): void => {
    print(`${missing === null ? colours.green('✓') : colours.dim('–')} ${name.padEnd(width)}${title}`);
    if (missing !== null) print(`  ${' '.repeat(width)}${colours.dim(missing)}`);
  };
  for (const { name, title } of builtinSubjects) show(name, title, null);
  for (const { name, title, packages, isInstalled } of knownSubjects) {
    show(name, title, isInstalled() ? null : `npm install ${packages.join(' ')}`);
  }
  const places = outsidePlaces(io.folder);
  for (const subject of outsideSubjects) {
    show(subject.name, subject.title, isOutsideInstalled(subject, places) ? null : howToInstall(subject));
  }
  print('\nAlso: cmd:PROGRAM ARGS, for a program that speaks the wire protocol; or the path of a module.');
  return 0;
}
