import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { implementations } from '../playground/implementations.ts';
import { worstPoints } from '../playground/kappa-sweep.ts';
import { paperConventions } from '../playground/paper-conventions.ts';
import { requirements } from '../../spec/requirements.ts';
import { power } from './kill-matrix.ts';
import { repository } from './repository.ts';

/** Elements of the input whose bits the first page draws. */
const ELEMENTS = 8;

/** What the first page shows of what was measured. */
export async function homeFigures() {
  const all = implementations();
  const subjectOf = (id: string) => all.find((one) => one.id === id)!.make(paperConventions);
  const subjects = [
    ['one pass', subjectOf('one-pass')],
    ['two passes', subjectOf('two-pass')],
    ['WebAssembly kernel', all[0]!.make(paperConventions)],
  ] as const;
  const sweep = await worstPoints(subjects, ELEMENTS, paperConventions);
  const { faulty, sound } = power;
  const own = { name: 'bncheck', caught: faulty.caught, faulty: faulty.total };
  return {
    counts: [
      { value: requirements.length, words: 'requirements', href: '/spec/operations.html' },
      { value: `${faulty.caught} of ${faulty.total}`, words: 'faulty variants caught', href: '/faults/' },
      {
        value: `${sound.accused.length} of ${sound.total}`,
        words: 'sound ones accused',
        href: '/power.html',
      },
      { value: vectorCount().toLocaleString('en'), words: 'test vectors', href: '/more/fixtures/' },
    ],
    suites: [
      own,
      ...(power.rivals ?? []).map(({ name, caught, faulty: of }) => ({ name, caught, faulty: of })),
    ],
    sweep: sweep.map(({ subject, kappa, bits }) => ({ subject, kappa, bits })),
  };
}

function vectorCount(): number {
  const folder = join(repository, 'fixtures', 'vectors');
  return readdirSync(folder).reduce((sum, name) => {
    const { vectors } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      vectors: readonly unknown[];
    };
    return sum + vectors.length;
  }, 0);
}
