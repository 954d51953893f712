import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Group, requirements } from '../../spec/requirements.ts';
import { isBroken } from '../../src/harness/is-broken.ts';
import type { Grade, OutcomeKind } from '../../src/harness/outcome.ts';
import { groups } from '../../src/reporters/matrix-row.ts';
import { repository } from './repository.ts';

/** What the site shows of one implementation. */
export interface MatrixEntry {
  readonly name: string;
  readonly version: string | null;
  readonly conformant: boolean;
  readonly grade: string;
  readonly groups: readonly {
    readonly group: Group;
    readonly held: number;
    readonly broken: readonly string[];
  }[];
  /** Right bits by decade of kappa, worst channel and mean, of the quantities that the plot offers. */
  readonly bits: Readonly<Record<string, Grade['byConditioning']>>;
}

interface MatrixFile {
  readonly tier: string;
  readonly seed: number;
  /** Where the number of cases was given by hand. */
  readonly runs?: number;
  readonly date?: string;
  readonly subjects: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly conformant: boolean;
    readonly grade: string;
    readonly grades: Readonly<Record<string, Grade>>;
    readonly requirements: readonly {
      readonly id: string;
      readonly level: string;
      readonly outcome: OutcomeKind;
    }[];
  }[];
}

/** Quantities whose accuracy is plotted. */
const quantities = [
  'output',
  'batchVariance',
  'runningVariance',
  'gradInput',
  'gradGamma',
  'inferenceOutput',
];

/** How the matrix was measured, in a sentence. */
export function matrixWords(): string {
  const { tier, seed, runs, date, subjects } = readMatrix();
  const cases = runs === undefined ? '' : `, with ${runs} cases of each requirement`;
  const day = date === undefined ? '' : `, on ${date.slice(0, 10)}`;
  return `${subjects.length} subjects, measured by \`npx bncheck matrix\` at tier ${tier} with seed ${seed}${cases}${day}, in these versions.`;
}

/** The matrix of fixtures/results/matrix.json, without what the site does not show. */
export function matrixEntries(): readonly MatrixEntry[] {
  return readMatrix().subjects.map(
    ({ name, version, conformant, grade, grades, requirements: outcomes }) => ({
      name,
      version,
      conformant,
      grade,
      groups: groups.map((group) => {
        const ids = new Set(requirements.filter((one) => one.group === group).map(({ id }) => id));
        const own = outcomes.filter(({ id }) => ids.has(id));
        return {
          group,
          held: own.filter(({ outcome }) => outcome === 'passed').length,
          broken: own.filter(isBroken).map(({ id }) => id),
        };
      }),
      bits: Object.fromEntries(
        quantities.flatMap((quantity) => {
          const found = grades[quantity];
          return found === undefined ? [] : [[quantity, found.byConditioning]];
        }),
      ),
    }),
  );
}

function readMatrix(): MatrixFile {
  return JSON.parse(readFileSync(join(repository, 'fixtures', 'results', 'matrix.json'), 'utf8'));
}
