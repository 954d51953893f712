import { posix } from 'node:path';
import { textOf } from './repository.ts';

/** A room of the museum: the faults of one file. */
export interface Room {
  /** Its page: /faults/NAME. */
  readonly name: string;
  readonly title: string;
  readonly path: string;
  /** What its file says of it, in one sentence. */
  readonly about: string;
}

const FOLDER = 'reference/variants/faulty';

/** Files with faulty variants, in the order in which faulty.ts lists them. */
export function faultFiles(): readonly string[] {
  const imports = textOf('reference/variants/faulty.ts').matchAll(
    /import \{ (\w+) \} from '\.\/faulty\/(.+?)';/g,
  );
  const files = new Map([...imports].map(([, list, file]) => [list!, posix.join(FOLDER, file!)]));
  const order = [...textOf('reference/variants/faulty.ts').matchAll(/\.\.\.(\w+),/g)].map(
    ([, list]) => list!,
  );
  return order.map((list) => files.get(list)!);
}

/** The rooms, in the same order. */
export function faultRooms(): readonly Room[] {
  return faultFiles().map((path) => {
    const name = posix.basename(path, '.ts');
    const about = /\/\*\* (Faults? .+?) \*\/\nexport const/.exec(textOf(path))?.[1] ?? '';
    const words = name.replaceAll('-', ' ');
    return { name, title: words[0]!.toUpperCase() + words.slice(1), path, about };
  });
}

/** The room of a file. */
export function roomOf(path: string): string {
  return posix.basename(path, '.ts');
}
