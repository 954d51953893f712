import { expect, test } from 'vitest';
import { splitCommand } from '../adapters/split-command.ts';
import { adapterLanguages } from './adapter-languages.ts';
import { nextCommands } from './next-commands.ts';

const inFolder = (folder: string) =>
  Object.fromEntries(adapterLanguages.map((language) => [language.name, nextCommands(language, folder)]));

test('a program in the present folder is named with a slash, as shells want it', () => {
  const { cpp, python, typescript, java } = inFolder('.');
  expect(cpp).toEqual({
    compile: 'g++ -O2 -std=c++17 -o ./adapter ./adapter.cpp',
    subject: 'cmd:./adapter',
  });
  expect(python).toEqual({ compile: null, subject: 'cmd:python3 ./adapter.py' });
  expect(typescript).toEqual({ compile: null, subject: './adapter.ts' });
  expect(java).toEqual({ compile: 'javac ./Adapter.java', subject: 'cmd:java -cp . Adapter' });
});

test('a folder with a space in its name stays one word', () => {
  const { rust, go, typescript } = inFolder('my batch norm');
  expect(rust!.compile).toBe("rustc -O -o 'my batch norm/adapter' 'my batch norm/adapter.rs'");
  expect(splitCommand(go!.subject)).toEqual({ command: 'my batch norm/adapter', args: [] });
  expect(typescript!.subject).toBe('my batch norm/adapter.ts');
});
