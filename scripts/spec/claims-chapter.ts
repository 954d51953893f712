import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimIds } from '../../src/claims/claim.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { claimsChapter } from '../../src/reporters/claims-chapter.ts';
import { parseClaimJson } from '../../src/reporters/claims-json.ts';
import { loadClaimPlotter } from '../../src/reporters/claims-plot.ts';
import type { ClaimReport } from '../../src/reporters/claims-report.ts';

/** A file of the folder spec that is made of results. */
export interface GeneratedFile {
  /** Within the folder spec. */
  readonly path: string;
  readonly text: string;
}

/** The committed results of `bncheck claims`. */
export function committedClaims(): readonly ClaimReport[] {
  const folder = join(packageRoot(), 'fixtures', 'claims');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => parseClaimJson(readFileSync(join(folder, name), 'utf8')));
}

/** The chapter claims.md as the committed results have it. */
export function claimsChapterText(): string {
  return claimsChapter(committedClaims(), { figure: (id) => `figures/claims/${id}.svg`, spec: '' });
}

/** The chapter and its figures, or those of some claims, as they should be. */
export async function claimsFiles(ids: readonly string[] = claimIds): Promise<readonly GeneratedFile[]> {
  const plot = await loadClaimPlotter();
  const figures: GeneratedFile[] = [];
  const wanted = committedClaims().filter(({ result }) => ids.includes(result.id));
  for (const { result } of wanted) {
    figures.push({ path: `figures/claims/${result.id}.svg`, text: await plot(result) });
  }
  return [{ path: 'claims.md', text: claimsChapterText() }, ...figures];
}
