/**
 * A folder of its own into which a library is installed; several subjects may share it.
 *
 * What the library needs is either the packages of the language, or, in compiled languages, an adapter that is built against
 * them: its manifest and lock file then pin them.
 */
export type OutsideEnvironment =
  | PythonEnvironment
  | CppEnvironment
  | RustEnvironment
  | GoEnvironment
  | JavaEnvironment
  | NpmEnvironment;

interface Environment {
  readonly name: string;
  /** What it installs, pinned, in the words of the package manager; with other words it counts as missing. */
  readonly packages: readonly string[];
  /** What it takes on the disk, measured. */
  readonly disk: string;
}

/** A virtual environment. */
export interface PythonEnvironment extends Environment {
  readonly kind: 'python';
}

/** Headers and libraries, unpacked from Debian's packages and from wheels, and an adapter that is compiled with them. */
export interface CppEnvironment extends Environment {
  readonly kind: 'cpp';
  /** Wheels that carry headers and libraries. */
  readonly wheels: readonly string[];
  /** The adapter, in the folder of programs. */
  readonly source: string;
  readonly libraries: readonly string[];
  /**
   * Libraries that the packages are linked to and of which batch norm calls nothing: empty ones take their place, so that what those
   * would need in turn is not unpacked.
   */
  readonly standIns?: readonly string[];
}

/** An adapter that is a crate, a Go module or a Maven project: its folder in the folder of programs. */
interface ProjectEnvironment extends Environment {
  readonly project: string;
}

export interface RustEnvironment extends ProjectEnvironment {
  readonly kind: 'rust';
}

export interface GoEnvironment extends ProjectEnvironment {
  readonly kind: 'go';
}

export interface JavaEnvironment extends ProjectEnvironment {
  readonly kind: 'java';
}

/** Packages for Node, for an adapter that opens them in a browser. */
export interface NpmEnvironment extends Environment {
  readonly kind: 'npm';
}
