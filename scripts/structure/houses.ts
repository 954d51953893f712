import type { SourceFile } from './source-files.ts';

/** What the files of one folder may import, beside each other. A test walks the imports and finds every other arrow. */
export interface House {
  readonly folder: string;
  /** Folders, or single files, of the project. */
  readonly mayImport: readonly string[];
  /** Packages; null where any will do. */
  readonly packages: readonly string[] | null;
}

const shared = ['spec/contract.ts', 'spec/layout.ts', 'spec/conventions.ts'];

export const houses: readonly House[] = [
  { folder: 'spec', mayImport: [], packages: ['fast-check'] },
  { folder: 'reference', mayImport: shared, packages: ['decimal.js'] },
  { folder: 'src/kernels', mayImport: ['spec/contract.ts', 'spec/layout.ts'], packages: [] },
  {
    folder: 'src/bench',
    mayImport: ['spec/contract.ts', 'spec/layout.ts', 'src/kernels', 'src/adapters'],
    packages: null,
  },
  {
    folder: 'src/claims',
    mayImport: ['spec', 'src/kernels', 'src/adapters/peer.ts', 'src/adapters/tfjs-library.ts'],
    packages: ['node:fs', 'node:path', '@tensorflow/tfjs-core'],
  },
  { folder: 'src/protocol', mayImport: ['spec/contract.ts'], packages: null },
  { folder: 'src/adapters', mayImport: [...shared, 'src/protocol', 'src/kernels'], packages: null },
  { folder: 'src/harness', mayImport: ['spec'], packages: ['fast-check'] },
  { folder: 'src/fixture-format', mayImport: ['spec'], packages: null },
  {
    folder: 'src/init',
    mayImport: ['src/fixture-format/package-root.ts'],
    packages: ['node:fs', 'node:path'],
  },
  { folder: 'src/diagnosis', mayImport: ['spec', 'src/harness'], packages: ['fast-check'] },
  { folder: 'src/identify', mayImport: ['spec', 'src/harness'], packages: ['fast-check'] },
  {
    folder: 'src/vectors',
    mayImport: [
      'spec',
      'src/fixture-format',
      'src/harness',
      'src/adapters/onnx-messages.ts',
      'src/adapters/onnx-model.ts',
      'src/adapters/peer.ts',
    ],
    packages: null,
  },
  {
    folder: 'src/reporters',
    mayImport: ['spec', 'src/harness', 'src/diagnosis', 'src/identify', 'src/bench', 'src/claims'],
    packages: null,
  },
  { folder: 'src/site', mayImport: ['spec', 'src/harness', 'src/reporters'], packages: null },
  { folder: 'src/cli', mayImport: ['spec', 'reference', 'src'], packages: null },
];

/** True where `path` is the file `place`, or lies in the folder `place`. */
export function liesIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** The imports of a house's files that it may not have, as `from -> to`. */
export function forbiddenArrows(files: readonly SourceFile[], house: House): readonly string[] {
  const { folder, mayImport, packages } = house;
  const allowed = [folder, ...mayImport];
  return files
    .filter(({ path }) => liesIn(path, folder))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ local, target }) => {
          if (local) return !allowed.some((place) => liesIn(target, place));
          return packages !== null && !packages.includes(target);
        })
        .map(({ target }) => `${path} -> ${target}`),
    );
}
