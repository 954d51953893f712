/**
 * The grades of the libraries of npm, in every layout and way that they have right: what fails on well conditioned data of the
 * layout already is a fault of another kind (an axis mixed up), of which a grade says nothing.
 */
import { expect, test } from 'vitest';
import { gradingCases } from '../../spec/arbitraries/grading-cases.ts';
import { randomFrom } from '../../spec/arbitraries/random.ts';
import { type AccuracyClass, accuracyClasses } from '../../spec/bounds/arithmetic.ts';
import type { Case, Subject } from '../../spec/contract.ts';
import type { Grade } from '../harness/outcome.ts';
import { openSubject } from './open-subject.ts';
import { checkOn, matrixPeers } from './testing/peer-grades.ts';

const graded = [
  'BN-TRAIN-OUTPUT',
  'BN-TRAIN-STATISTICS',
  'BN-TRAIN-RUNNING-MEAN',
  'BN-INFER-OUTPUT',
  'BN-GRAD-INPUT',
  'BN-GRAD-BETA',
];

const order: readonly (AccuracyClass | 'none')[] = [...accuracyClasses, 'none'];

function wellConditioned(given: Case): Case {
  const random = randomFrom(given.variation);
  return { ...given, input: given.input.map(() => 1 + random.normal()) };
}

/** The grades of one subject, one entry for each layout and way that it has right. */
async function allGrades(subject: Subject): Promise<readonly Readonly<Record<string, Grade>>[]> {
  const found: Readonly<Record<string, Grade>>[] = [];
  for (const way of subject.ways ?? [null]) {
    for (const given of gradingCases()) {
      const plain = await checkOn(subject, wellConditioned(given), ['BN-TRAIN-OUTPUT'], way);
      if (plain.outcomes[0]!.outcome !== 'passed') continue;
      const { grades } = await checkOn(subject, given, graded, way);
      const text = Object.entries(grades).map(([quantity, { grade }]) => `${quantity} ${grade}`);
      console.log(
        `${subject.name}, ${way ?? 'its one way'}, [${given.shape.join(', ')}]: ${text.join(', ')}`,
      );
      found.push(grades);
    }
  }
  return found;
}

/** The grades of a quantity, each once, from the tightest. */
function gradesOf(found: readonly Readonly<Record<string, Grade>>[], quantity: string): readonly string[] {
  const grades = new Set(found.flatMap((one) => one[quantity]?.grade ?? []));
  return order.filter((grade) => grades.has(grade));
}

test('each library is in the class of its sums wherever it has the layout right', async () => {
  const found = new Map<string, readonly Readonly<Record<string, Grade>>[]>();
  for (const { name } of matrixPeers) {
    const subject = await openSubject(name, 20_000);
    found.set(name, await allGrades(subject));
    await subject.close?.();
  }
  const of = (name: string, quantity: string) => gradesOf(found.get(name)!, quantity);

  for (const { name, grade } of matrixPeers) {
    const expected = name === 'onnxruntime-node' ? ['blocked', 'sequential'] : [grade];
    expect(of(name, 'output'), name).toEqual(expected);
  }
  // Gradients go through the same sums; ONNX Runtime has none.
  for (const name of ['builtin:typescript', 'builtin:reference'])
    expect(of(name, 'gradInput')).toEqual(['forward']);
  expect(of('tfjs:cpu', 'gradInput')).toEqual(['compensated']);
  expect(of('tfjs:wasm', 'gradInput')).toEqual(['sequential']);
  expect(of('jax-js', 'gradInput')).toEqual(['none']);
  // The running mean shows the sum alone.
  expect(of('tfjs:cpu', 'runningMean')).toEqual(['forward']);
  expect(of('tfjs:wasm', 'runningMean')).toEqual(['sequential']);
  expect(of('onnxruntime-node', 'runningMean')).toEqual(['forward', 'sequential']);
  // Inference has no sums; ONNX Runtime folds mean and scale into a x + b, which cancels far from zero.
  for (const name of ['tfjs:cpu', 'tfjs:wasm', 'jax-js', 'builtin:typescript']) {
    expect(of(name, 'inferenceOutput'), name).toEqual(['forward']);
  }
  expect(of('onnxruntime-node', 'inferenceOutput')).toEqual(['compensated']);
});
