import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHere } from '../../src/cli/testing/memory-io.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';

/** What the README shows: the plain example, with the two weights of the running average exchanged. */
const right = '(1 - a) * value + a * batch[channel]!';
const wrong = 'a * value + (1 - a) * batch[channel]!';

const shownBlock = /(<!-- verdict -->\n```text\n)[\s\S]*?(```\n<!-- end -->)/;

/** The README with the verdict that bncheck gives now. */
export async function withVerdict(readme: string): Promise<string> {
  if (!shownBlock.test(readme)) return readme;
  const verdict = await verdictOnExample();
  return readme.replace(shownBlock, (_, before: string, after: string) => `${before}${verdict}${after}`);
}

/** Prints of `check` on the faulty example, with the two requirements that the README names. */
async function verdictOnExample(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bncheck-readme-'));
  try {
    const plain = readFileSync(join(packageRoot(), 'examples/subject-module/naive.ts'), 'utf8');
    if (!plain.includes(right)) throw new Error(`the example no longer has ${right}`);
    const file = join(folder, 'mine.ts');
    writeFileSync(file, plain.replace(right, wrong).replace("name: 'naive'", "name: 'mine'"));
    const only = ['--only', 'BN-TRAIN-OUTPUT,BN-TRAIN-RUNNING-MEAN,BN-GRAD-INPUT'];
    const { stdout } = await runHere(['check', file, ...only, '--tier', 'smoke'], folder);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
