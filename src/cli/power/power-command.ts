import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variant } from '../../../reference/variants/skeleton/define-variant.ts';
import { properties } from '../../../spec/properties.ts';
import { summarizePower, type VariantFindings } from '../../harness/power-summary.ts';
import type { Tier } from '../../harness/tiers.ts';
import { powerJson } from '../../reporters/power-json.ts';
import { powerMarkdown } from '../../reporters/power-markdown.ts';
import type { PowerReport } from '../../reporters/power-report.ts';
import { powerText } from '../../reporters/power-text.ts';
import { type CliIo, pageFor } from '../cli-io.ts';
import type { PowerJob } from '../job.ts';
import { runPool } from '../run-pool.ts';
import { chooseVariants } from './all-variants.ts';
import { powerProgress } from './power-progress.ts';
import { runRivals } from './run-rivals.ts';
import { writing } from '../writing.ts';

export interface PowerCommandOptions {
  readonly tier: Tier['name'];
  readonly seed: number;
  readonly runs?: number;
  /** Ids of variants; all where empty. */
  readonly only: readonly string[];
  /** True for one line on standard output, else the file to write. */
  readonly json?: true | string;
  /** Also put the variants before the replicas of other suites. */
  readonly against?: true;
  /** Leave a faulty variant at the first requirement that notices it. */
  readonly quick?: true;
  readonly timeout: number;
  readonly progress: boolean;
}

const REPORT = 'bncheck-report/power.md';

/** Variants that one process goes through: few enough to share out evenly, and enough to pay for its start. */
const BATCH = 8;

/**
 * Runs the suite against its own faulty and sound variants and reports what it catches; gives 0 where it catches every faulty one
 * and accuses no sound one, else 1.
 */
export async function powerCommand(options: PowerCommandOptions, io: CliIo): Promise<number> {
  const variants = chooseVariants(options.only);
  const findings = await findingsOf(variants, options, io);
  const report: PowerReport = {
    tier: options.tier,
    seed: options.seed,
    runs: options.runs ?? null,
    findings,
    summary: summarizePower(
      findings,
      properties.map(({ requirement }) => requirement),
    ),
    rivals: options.against === true ? runRivals(variants) : [],
  };
  const { print, colours } = pageFor(io, options.json === true);
  print(`tier ${report.tier}, seed ${report.seed}\n`);
  print(powerText(report, colours));
  print(`\nThe full report: ${writeMarkdown(io.folder, powerMarkdown(report))}`);
  const { json } = options;
  const text = `${JSON.stringify(powerJson(report))}\n`;
  if (json === true) io.out(text);
  else if (json !== undefined) writing(() => writeFileSync(json, text));
  const { faulty, sound } = report.summary;
  return faulty.missed.length === 0 && sound.accused.length === 0 ? 0 : 1;
}

async function findingsOf(
  variants: readonly Variant[],
  options: PowerCommandOptions,
  io: CliIo,
): Promise<readonly VariantFindings[]> {
  const { tier, seed, runs = null, quick = false, timeout } = options;
  const progress = powerProgress(variants.length, options.progress, io);
  const job = (batch: readonly string[]): PowerJob => ({
    task: 'power',
    variants: batch,
    tier,
    seed,
    runs,
    quick,
    timeoutMs: timeout,
  });
  const batches = dealt(variants.map(({ id }) => id));
  const found = await runPool(batches, io.cores, (batch) =>
    io.run(job(batch), { onVariant: progress.done }),
  ).finally(progress.stop);
  const byId = new Map(found.flat().map((one) => [one.id, one]));
  return variants.map(({ id }) => byId.get(id)!);
}

/** Deals the ids out as cards, so that neighbours, which are alike, do not all make one batch slow. */
function dealt(ids: readonly string[]): readonly (readonly string[])[] {
  const hands = Math.ceil(ids.length / BATCH);
  return Array.from({ length: hands }, (_, hand) => ids.filter((_, i) => i % hands === hand));
}

function writeMarkdown(folder: string, text: string): string {
  writing(() => {
    mkdirSync(join(folder, 'bncheck-report'), { recursive: true });
    writeFileSync(join(folder, REPORT), text);
  });
  return REPORT;
}
