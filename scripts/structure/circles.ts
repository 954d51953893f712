import type { SourceFile } from './source-files.ts';

/** The circles in which files import each other at run time, each as `a -> b -> a`. Imports of types alone do not count. */
export function circlesIn(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: SourceFile, trail: readonly string[]) => {
    state.set(file.path, 'open');
    const here = [...trail, file.path];
    for (const { target, typeOnly } of file.imports) {
      const next = byPath.get(target);
      if (typeOnly || next === undefined || state.get(target) === 'done') continue;
      if (state.get(target) === 'open')
        circles.push([...here.slice(here.indexOf(target)), target].join(' -> '));
      else visit(next, here);
    }
    state.set(file.path, 'done');
  };
  for (const file of files) if (!state.has(file.path)) visit(file, []);
  return circles;
}
