import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { rolldown } from 'rolldown';
import { packageRoot } from '../../fixture-format/package-root.ts';

/** Modules that are started by their path. */
const ENTRIES = ['src/cli/main.ts', 'src/cli/worker.ts', 'src/cli/watchdog-thread.ts'];

export interface CompiledCommand {
  readonly main: string;
  /** The path of one of the subjects that were compiled with it. */
  readonly subject: (name: string) => string;
  readonly remove: () => void;
}

/**
 * The package's command, compiled from its present sources, and some of the small subjects beside this file. To start TypeScript costs a
 * process 1.5 s and more; to compile all costs 0.5 s once.
 */
export async function compileCommand(subjects: readonly string[]): Promise<CompiledCommand> {
  const root = packageRoot();
  // Inside of the package, so that its dependencies and its fixtures are found from there.
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bncheck-command-'));
  const input = [...ENTRIES, ...subjects.map((name) => `src/cli/testing/${name}.ts`)];
  const build = await rolldown({ cwd: root, input, external: isPackage, platform: 'node' });
  await build.write({ dir: folder, format: 'esm', preserveModules: true, preserveModulesRoot: root });
  await build.close();
  return {
    main: join(folder, 'src/cli/main.js'),
    subject: (name) => join(folder, `src/cli/testing/${name}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function isPackage(id: string): boolean {
  return (
    !id.startsWith('.') && !isAbsolute(id) && !ENTRIES.includes(id) && !id.startsWith('src/cli/testing/')
  );
}
