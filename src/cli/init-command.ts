import { isAbsolute, join } from 'node:path';
import { adapterLanguages } from '../init/adapter-languages.ts';
import { nextCommands } from '../init/next-commands.ts';
import { writeAdapter } from '../init/write-adapter.ts';
import { plainText } from '../reporters/plain-text.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';

/** Writes a working adapter in a language into a folder, and tells what to run next; gives 0. */
export function initCommand(language: string, folder: string, io: CliIo): number {
  const names = adapterLanguages.map(({ name }) => name);
  const found = adapterLanguages.find(({ name }) => name === language.toLowerCase());
  if (found === undefined) {
    const near = didYouMean(language, names) || '.';
    throw couldNotRun(
      `There is no template for ${JSON.stringify(language)}${near} There are ${names.join(', ')}; for any other language, ` +
        'spec/protocol.md tells all that an adapter has to do.',
    );
  }
  const path = writeAdapter(found, isAbsolute(folder) ? folder : join(io.folder, folder));
  const { compile, subject } = nextCommands(found, folder);
  const { print, colours } = pageFor(io, false);
  const word = /\s/.test(subject) ? `"${subject}"` : subject;
  print(`Wrote ${colours.bold(plainText(path))}: a plain batch norm that passes as it stands.`);
  print('Run it, and then put your own code in the place marked FILL IN:');
  print('');
  if (compile !== null) print(`  ${compile}`);
  print(`  npx bncheck smoke ${word}`);
  print(`  npx bncheck check ${word} --tier smoke`);
  return 0;
}
