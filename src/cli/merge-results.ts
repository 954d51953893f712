/**
 * Puts the shards of a run together again. A requirement is checked in one shard as a whole, so the outcomes are only sorted; what is
 * added up over requirements (worst ratios, right bits by conditioning) is a largest, a smallest or a sum without rounding, and does
 * not depend on how it was shared out: the merged result is the result of one run, to the byte.
 */
import { accuracyClasses } from '../../spec/bounds/arithmetic.ts';
import { properties } from '../../spec/properties.ts';
import type { JsonResult } from '../fixture-format/json-result.ts';
import { isConformant } from '../harness/is-conformant.ts';
import type { ConditionedAccuracy, Grade, Outcome } from '../harness/outcome.ts';
import { overallGrade } from '../harness/grades.ts';
import { jsonNumber } from '../reporters/json-number.ts';
import { clip } from '../reporters/plain-text.ts';
import { couldNotRun } from './could-not-run.ts';

type JsonGrade = JsonResult['grades'][string];

/** The result of the run of which these are the shards. Throws a sentence where they are not shards of one run, or not all of them. */
export function mergeResults(shards: readonly JsonResult[]): JsonResult {
  const [first] = shards;
  if (first === undefined) throw couldNotRun('There is nothing to merge.');
  for (const key of ['subject', 'version', 'bncheck', 'tier', 'seed', 'runs', 'share', 'judgedBy'] as const) {
    const texts = new Set(shards.map((shard) => JSON.stringify(shard[key]) ?? 'none'));
    if (texts.size > 1)
      throw couldNotRun(
        `These are not shards of one run: ${key} is ${[...texts].map((text) => clip(text, 200)).join(' and ')}.`,
      );
  }
  if (shards.some((shard) => shard.interrupted === true)) {
    throw couldNotRun('One of the shards was interrupted: go on with it by --resume first.');
  }
  const found = shards.flatMap((shard) => shard.requirements);
  // The order in which a run checks and reports them.
  const order = properties.map(({ requirement }) => requirement);
  const sorted = found.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  const twice = sorted.find(({ id }, k) => sorted[k + 1]?.id === id);
  if (twice !== undefined) throw couldNotRun(`Two of the shards checked ${twice.id}.`);
  const names = [...new Set(shards.flatMap((shard) => Object.keys(shard.grades)))].sort();
  const grades = Object.fromEntries(
    names.map((name) => [name, mergeGrades(shards.flatMap((shard) => shard.grades[name] ?? []))]),
  );
  return {
    ...first,
    conformant: isConformant(sorted.map(({ level, outcome }) => ({ level, outcome }) as Outcome)),
    grade: overallGrade(grades as unknown as Readonly<Record<string, Grade>>),
    grades,
    requirements: sorted,
  };
}

function mergeGrades(grades: readonly JsonGrade[]): JsonGrade {
  const worst = accuracyClasses.map((accuracy) => {
    return [accuracy, Math.max(...grades.map(({ worstRatio }) => Number(worstRatio[accuracy])))] as const;
  });
  const grade = worst.find(([, ratio]) => ratio <= 1)?.[0] ?? 'none';
  // In the order in which a run writes them.
  const worstRatio = Object.fromEntries(
    Object.keys(grades[0]!.worstRatio).map((accuracy) => [
      accuracy,
      jsonNumber(worst.find(([name]) => name === accuracy)![1]),
    ]),
  );
  const tallies = new Map<number, ConditionedAccuracy[]>();
  for (const tally of grades.flatMap(({ byConditioning }) => byConditioning)) {
    tallies.set(tally.decade, [...(tallies.get(tally.decade) ?? []), tally]);
  }
  const byConditioning = [...tallies].sort(([a], [b]) => a - b).map(([, parts]) => mergeTallies(parts));
  return { grade, worstRatio: worstRatio as JsonGrade['worstRatio'], byConditioning };
}

function mergeTallies(parts: readonly ConditionedAccuracy[]): ConditionedAccuracy {
  const channels = parts.reduce((total, part) => total + part.channels, 0);
  // A sum of bits is a multiple of 2^-10 (see conditioning-log.ts): rounding gives back just what the mean was made of.
  const sum = parts.reduce((total, part) => total + Math.round(part.meanBits * part.channels * 2 ** 10), 0);
  return {
    decade: parts[0]!.decade,
    channels,
    worstBits: Math.min(...parts.map(({ worstBits }) => worstBits)),
    meanBits: sum / 2 ** 10 / channels,
  };
}
