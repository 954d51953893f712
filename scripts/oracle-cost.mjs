/**
 * Measures the exact oracle and writes the tables of reference/accuracy.md: `npm run build && node scripts/oracle-cost.mjs`.
 *
 * It runs what has been compiled to dist/, because a loader that translates TypeScript on the fly makes the inner loops several
 * times slower. Times are processor time of one core, the best of several rounds.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';

const dist = new URL(`${process.argv[2] ?? '../dist'}/`, import.meta.url);
const { createDecimalOracle } = await import(new URL('reference/decimal-oracle.js', dist));
const { createExactOracle } = await import(new URL('reference/exact-oracle.js', dist));
const { cases } = await import(new URL('spec/arbitraries/cases.js', dist));

const operations = ['training', 'inference', 'trainingGradient', 'inferenceGradient'];
const conventions = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
};

/** Float32 values from a fixed sequence, between -1 and 1. */
function values(length, seed) {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

/** Ordinary values, times 2^exponent. */
function plainCase(channels, m, exponent) {
  const scale = 2 ** exponent;
  return {
    shape: [m, channels],
    channelAxis: 1,
    input: Float64Array.from(values(m * channels, 1), (value) => (3 * value + 1) * scale),
    gradOutput: values(m * channels, 2),
    gamma: values(channels, 3),
    beta: values(channels, 4),
    runningMean: values(channels, 5),
    runningVariance: values(channels, 6).map(Math.abs),
    epsilon: Math.fround(1e-5),
    exponentialAverageFactor: Math.fround(0.1),
    variation: 0,
  };
}

/** Elements per second, as a text with two digits. */
function speedOf(oracle, operation, given, rounds) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    oracle[operation](given, conventions);
    best = Math.min(best, process.cpuUsage(before).user / 1e6);
  }
  const speed = Number((given.input.length / best).toPrecision(2));
  return speed >= 1e6 ? `${speed / 1e6} M` : `${(speed / 1e3).toLocaleString('en')} k`;
}

const paths = [
  ['double words, float64', createExactOracle(), 0, 400_000, [4, 64, 1024, 4096, 65536]],
  ['double words, float32', createExactOracle({ dtype: 'float32' }), 0, 400_000, [4096]],
  ['exact arithmetic alone', createExactOracle(), -200, 2048, [4, 64, 1024]],
  ['decimal oracle', createDecimalOracle(), 0, 4096, [4, 64, 1024]],
];
const speeds = paths.flatMap(([name, oracle, exponent, size, ms]) =>
  ms.map((m) => {
    const given = plainCase(Math.max(1, Math.round(size / m)), m, exponent);
    const rounds = size > 100_000 ? 5 : 2;
    return [name, m, ...operations.map((operation) => speedOf(oracle, operation, given, rounds))];
  }),
);

const shares = ['float64', 'float32'].map((dtype) => {
  const counts = operations.map((operation) => {
    const oracle = createExactOracle({ dtype });
    for (const given of fc.sample(cases(), { seed: 1, numRuns: 1000 })) oracle[operation](given, conventions);
    const { values: all, fallbacks } = oracle.statistics();
    return `${((100 * fallbacks) / all).toFixed(3)} % of ${all.toLocaleString('en')}`;
  });
  return [dtype, ...counts];
});

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const text = [
  'Elements per second, by operation:',
  table(['path', 'm', ...operations], speeds),
  'Share of the values left to exact arithmetic, in 1000 cases as given to subjects:',
  table(['rounded to', ...operations], shares),
].join('\n\n');

const file = new URL('../reference/accuracy.md', import.meta.url);
const [begin, end] = ['<!-- oracle-cost: begin -->', '<!-- oracle-cost: end -->'];
const [before, rest] = readFileSync(file, 'utf8').split(begin);
writeFileSync(file, `${before}${begin}\n\n${text}\n\n${end}${rest.split(end)[1]}`);
process.stdout.write(`${text}\n`);
