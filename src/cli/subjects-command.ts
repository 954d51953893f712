import { knownSubjects } from '../adapters/known-subjects.ts';
import { builtinSubjects } from './builtin-list.ts';
import { type CliIo, pageFor } from './cli-io.ts';

/** Lists the subjects that have a name: whether they are installed, and else how to install them. */
export function subjectsCommand(io: CliIo): number {
  const { print, colours } = pageFor(io, false);
  const width = Math.max(...[...builtinSubjects, ...knownSubjects].map(({ name }) => name.length)) + 2;
  for (const { name, title } of builtinSubjects) {
    print(`${colours.green('✓')} ${name.padEnd(width)}${title}`);
  }
  for (const { name, title, packages, isInstalled } of knownSubjects) {
    const installed = isInstalled();
    print(`${installed ? colours.green('✓') : colours.dim('–')} ${name.padEnd(width)}${title}`);
    if (!installed) print(`  ${' '.repeat(width)}${colours.dim(`npm install ${packages.join(' ')}`)}`);
  }
  print('\nAlso: cmd:PROGRAM ARGS, for a program that speaks the wire protocol; or the path of a module.');
  return 0;
}
