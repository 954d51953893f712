import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packageRoot } from '../../src/fixture-format/package-root.ts';

/** A source file of the project. */
export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A path from the root for a file of the project, else the name of a package. */
  readonly target: string;
  readonly local: boolean;
  /** Erased by the compiler: no dependency at run time. */
  readonly typeOnly: boolean;
}

/** All files of the folders whose names end in one of the endings, sorted by path. */
export function filesOf(folders: readonly string[], endings: readonly string[]): readonly string[] {
  const walk = (folder: string): string[] =>
    readdirSync(join(packageRoot(), folder)).flatMap((name) => {
      const path = posix.join(folder, name);
      if (name === 'node_modules' || name === 'dist') return [];
      return statSync(join(packageRoot(), path)).isDirectory() ? walk(path) : [path];
    });
  return folders
    .flatMap(walk)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();
}

/** The TypeScript files of the folders. */
export function sourceFiles(folders: readonly string[]): readonly SourceFile[] {
  return filesOf(folders, ['.ts']).map((path) => {
    const text = readFileSync(join(packageRoot(), path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

/** Tests and what only tests use: free of the arrows between houses. */
export function isForTests(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/');
}

/** The imports of a source text, static and dynamic. Comments that show an import are not imports. */
export function importsOf(path: string, text: string): readonly Import[] {
  const code = text.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const statements = code.matchAll(
    /^(import|export)\s+(type\s)?([^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return Array.from(statements, (statement) => {
    const specifier = statement[4] ?? statement[5]!;
    const local = specifier.startsWith('.');
    const target = local ? posix.join(posix.dirname(path), specifier) : specifier;
    return { target, local, typeOnly: statement[2] !== undefined || onlyTypes(statement[3]) };
  });
}

/** True for `{ type A, type B } from`. */
function onlyTypes(clause: string | undefined): boolean {
  const names = /^\{([\s\S]*)\}\s*from\s+$/.exec(clause ?? '')?.[1];
  if (names === undefined) return false;
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .every((name) => name.startsWith('type '));
}
