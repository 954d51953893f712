/** Where the template of a language lies, and how what is made of it is compiled and run. */
export interface AdapterLanguage {
  readonly name: string;
  /** Its file under examples/adapters/<name>/. */
  readonly file: string;
  /** The command that compiles it, or null where there is nothing to compile. `at` gives the path of a file, quoted. */
  readonly compile: ((at: PathOf) => string) | null;
  /** The SUBJECT of bncheck's command line. `plain` gives a path without quotes. */
  readonly subject: (at: PathOf, plain: PathOf) => string;
}

/** The path of a file in the folder of the adapter. */
export type PathOf = (file: string) => string;

/** The languages that `bncheck init` knows. */
export const adapterLanguages: readonly AdapterLanguage[] = [
  { name: 'python', file: 'adapter.py', compile: null, subject: (at) => `cmd:python3 ${at('adapter.py')}` },
  { name: 'typescript', file: 'adapter.ts', compile: null, subject: (_, plain) => plain('adapter.ts') },
  {
    name: 'javascript',
    file: 'adapter.mjs',
    compile: null,
    subject: (at) => `cmd:node ${at('adapter.mjs')}`,
  },
  {
    name: 'cpp',
    file: 'adapter.cpp',
    compile: (at) => `g++ -O2 -std=c++17 -o ${at('adapter')} ${at('adapter.cpp')}`,
    subject: (at) => `cmd:${at('adapter')}`,
  },
  {
    name: 'rust',
    file: 'adapter.rs',
    compile: (at) => `rustc -O -o ${at('adapter')} ${at('adapter.rs')}`,
    subject: (at) => `cmd:${at('adapter')}`,
  },
  {
    name: 'go',
    file: 'adapter.go',
    compile: (at) => `go build -o ${at('adapter')} ${at('adapter.go')}`,
    subject: (at) => `cmd:${at('adapter')}`,
  },
  {
    name: 'java',
    file: 'Adapter.java',
    compile: (at) => `javac ${at('Adapter.java')}`,
    subject: (at) => `cmd:java -cp ${at('.')} Adapter`,
  },
];
