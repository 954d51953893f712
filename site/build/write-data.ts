import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { requirements } from '../../spec/requirements.ts';
import { homeFigures } from './home-figures.ts';
import { power } from './kill-matrix.ts';
import { matrixEntries } from './matrix-data.ts';
import { site } from './repository.ts';

/**
 * Writes what the components load: the matrix and the kill matrix, without what they do not show.
 *
 * @throws Error where the measured data is of other faults or requirements than the code has.
 */
export async function writeData(): Promise<void> {
  const measured = power.variants.filter(({ kind }) => kind === 'faulty');
  const ids = new Set(measured.map(({ id }) => id));
  const missing = faultyVariants.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
  const left = measured.length + missing.length - faultyVariants.length;
  const known = new Set(requirements.map(({ id }) => id));
  const unknown = (power.requirements ?? []).filter(({ requirement }) => !known.has(requirement));
  if (missing.length > 0 || left > 0 || unknown.length > 0) {
    throw new Error(
      `data/power-smoke.json is of other code: missing ${missing.join(', ') || 'none'}, ${left} left over, unknown ${unknown.map(({ requirement }) => requirement).join(', ') || 'none'}: run bncheck power again`,
    );
  }
  write('matrix', matrixEntries());
  write('home', await homeFigures());
  write('power', {
    tier: power.tier,
    seed: power.seed,
    faulty: power.faulty,
    sound: power.sound,
    requirements: power.requirements,
    rivals: power.rivals ?? [],
    variants: measured.map(({ id, caughtBy, broken }) => ({ id, caughtBy, broken })),
  });
}

function write(name: string, value: unknown): void {
  mkdirSync(join(site, 'generated'), { recursive: true });
  writeFileSync(join(site, 'generated', `${name}.json`), JSON.stringify(value));
}
