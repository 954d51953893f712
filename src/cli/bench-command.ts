import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provenance } from '../bench/provenance.ts';
import { runBench } from '../bench/run-bench.ts';
import { allSources } from '../bench/sources.ts';
import { packageRoot } from '../fixture-format/package-root.ts';
import { benchJson } from '../reporters/bench-json.ts';
import { loadBenchPlotter } from '../reporters/bench-plot.ts';
import type { BenchReport } from '../reporters/bench-report.ts';
import { benchText } from '../reporters/bench-text.ts';
import { type BenchCommandOptions, benchOptions } from './bench-options.ts';
import { benchProgress } from './bench-progress.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { couldNotRun } from './could-not-run.ts';

/**
 * Measures the kernels of this package beside a copy and beside other libraries, and reports ratios; gives 0, or 1 where one of our own
 * answered wrongly or failed.
 */
export async function benchCommand(given: BenchCommandOptions, io: CliIo): Promise<number> {
  const temporary = mkdtempSync(join(tmpdir(), 'bncheck-bench-'));
  try {
    const sources = allSources({ programs: join(packageRoot(), 'src', 'bench', 'native'), temporary });
    const options = benchOptions(given, sources);
    // Before the measuring, which takes minutes.
    const plot = given.plot === undefined ? null : await loadBenchPlotter();
    const tasks = options.shapes.length * options.operations.length;
    const progress = benchProgress(tasks, options.rounds, given.progress, io);
    const findings = await runBench(sources, options, progress).finally(progress.stop);
    const report: BenchReport = { findings, provenance: provenance() };
    const { print, colours } = pageFor(io, given.json === true);
    print(benchText(report, colours));
    const text = `${JSON.stringify(benchJson(report))}\n`;
    if (given.json === true) io.out(text);
    else if (given.json !== undefined) write(given.json, text);
    if (given.plot !== undefined && plot !== null) write(given.plot, await plot(findings.rows));
    return findings.unmeasured.some(({ isFault, subject }) => isFault && subject.startsWith('builtin:'))
      ? 1
      : 0;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw couldNotRun(`The report could not be written: ${(error as Error).message}.`, error);
  }
}
