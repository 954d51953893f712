import { writeFileSync } from 'node:fs';
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
import { withTemporaryFolder } from './temporary-folder.ts';
import { writing } from './writing.ts';

/**
 * Measures the kernels of this package beside a copy and beside other libraries, and reports ratios; gives 0, or 1 where one of our own
 * answered wrongly or failed.
 */
export function benchCommand(given: BenchCommandOptions, io: CliIo): Promise<number> {
  return withTemporaryFolder('bncheck-bench-', async (temporary) => {
    const sources = allSources({ programs: join(packageRoot(), 'src', 'bench', 'native'), temporary });
    const options = benchOptions(given, sources);
    // Before the measuring, which takes minutes.
    const plot = given.plot === undefined ? null : await loadBenchPlotter();
    const tasks = options.shapes.length * options.operations.length;
    const progress = benchProgress(tasks, options.rounds, given.progress, io);
    const findings = await runBench(sources, options, progress).finally(progress.stop);
    const report: BenchReport = { findings, provenance: provenance() };
    // First what can be read again, should anything after it fail.
    const text = `${JSON.stringify(benchJson(report))}\n`;
    if (given.json === true) io.out(text);
    else if (given.json !== undefined) write(given.json, text);
    const { print, colours } = pageFor(io, given.json === true);
    print(benchText(report, colours));
    if (given.plot !== undefined && plot !== null) write(given.plot, await plot(findings.rows));
    const ours = findings.unmeasured.filter(({ subject }) => subject.startsWith('builtin:'));
    return ours.some(({ isFault }) => isFault) ? 1 : 0;
  });
}

function write(path: string, text: string): void {
  writing(() => writeFileSync(path, text));
}
