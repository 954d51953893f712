import { describe, expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import type { SequenceResult, StepResult, Subject, TrainingResult, Values } from '../../spec/contract.ts';
import type { Answers, QuestionId } from './identified.ts';
import { identifyCounted } from './testing/identify-counted.ts';
import { referenceSubject } from './testing/reference-subject.ts';

const variantOf = (id: string) => faultyVariants.find((variant) => variant.id === id)!;

describe('a fault that is a dialect is found as one', () => {
  const dialects: readonly (readonly [string, QuestionId, unknown])[] = [
    ['momentum-reversed', 'exponentialAverageFactor', 'complement'],
    ['running-statistics-never-updated', 'exponentialAverageFactor', 'none'],
    ['running-variance-biased', 'runningVarianceCorrection', 0],
    ['normalizes-by-corrected-variance', 'normalizingVarianceCorrection', 1],
    ['epsilon-outside-root', 'epsilonPlacement', 'outside'],
    ['epsilon-silently-raised', 'epsilonFloor', { floor: 1.001e-5 }],
    ['one-element-makes-running-variance-nan', 'oneElement', 'nan'],
    ['empty-batch-decays-running-statistics', 'emptyBatch', 'decay'],
    ['empty-batch-poisons-running-statistics', 'emptyBatch', 'nan'],
    ['one-pass-variance', 'variance', 'one-pass'],
    ['one-pass-variance-clamped', 'variance', 'one-pass'],
    ['inference-uses-batch-statistics', 'inferenceStatistics', { statistics: 'batch' }],
    ['training-uses-running-statistics', 'trainingStatistics', 'running'],
    ['inference-gradient-of-training', 'inferenceGradient', 'batch'],
    ['normalizes-by-corrected-variance', 'trainingGradient', { formula: 'paper' }],
    ['epsilon-outside-root', 'trainingGradient', { formula: 'paper' }],
    ['layer-updates-in-inference', 'stateInInference', 'changed'],
  ];
  test.each(dialects)('%s: %s', async (id, question, value) => {
    const { findings } = await identifyCounted(variantOf(id).make());
    expect(findings[question]).toMatchObject({ kind: 'found', value });
  });
});

describe('a fault without a name is not given one', () => {
  const faults: readonly (readonly [string, QuestionId, string])[] = [
    ['factor-hard-coded', 'exponentialAverageFactor', 'the new batch weighs 0.1000 where 0.3125 was asked'],
    ['running-variance-corrected-twice', 'runningVarianceCorrection', 'like none of the 2 known answers'],
    ['running-variance-biased-for-rank-2', 'acrossRanks', 'in rank 4 runningVarianceCorrection is 1'],
    ['epsilon-added-twice', 'epsilonPlacement', 'like none of the 6 known answers'],
    ['epsilon-in-float16', 'epsilonFloor', 'the epsilon used is below'],
    ['one-element-passed-through', 'oneElement', 'like none of the 3 known answers'],
    ['grad-input-without-mean-of-grad', 'trainingGradient', 'like none of the 7 known answers'],
    ['epsilon-missing-in-inference', 'inferenceStatistics', 'like none of the 4 known answers'],
  ];
  test.each(faults)('%s: %s', async (id, question, text) => {
    const { findings } = await identifyCounted(variantOf(id).make());
    expect(findings[question]).toMatchObject({ kind: 'none', text: expect.stringContaining(text) });
  });
});

const paper = {
  runningVarianceCorrection: 1,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'keep',
} as const;

/** The reference with its single calls, or the steps of its layer, changed. */
function changed(
  of: Partial<Subject>,
  onStep?: (steps: readonly StepResult[]) => readonly StepResult[],
): Subject {
  const sound = referenceSubject(paper);
  return {
    ...sound,
    run: (request) => {
      const result = sound.run(request) as SequenceResult;
      return request.operation === 'sequence' && onStep ? { steps: onStep(result.steps) } : result;
    },
    ...of,
  };
}

test('gradients that add up in a layer are found', async () => {
  const add = (a: Values | null | undefined, b: Values | null | undefined) =>
    b!.map((x, at) => x + a![at]!) as Values;
  const subject = changed({}, (steps) => {
    let sums: StepResult | null = null;
    return steps.map((step) => {
      if (step.gradInput === undefined) return step;
      const before = sums;
      sums =
        before === null
          ? step
          : {
              ...step,
              gradGamma: add(before.gradGamma, step.gradGamma),
              gradBeta: add(before.gradBeta, step.gradBeta),
            };
      return sums;
    });
  });
  const { findings } = await identifyCounted(subject);
  expect(findings.gradientStorage).toMatchObject({
    kind: 'found',
    value: 'accumulate' satisfies Answers['gradientStorage'],
  });
});

test('a layer that starts with statistics of its own is found', async () => {
  const own = (values: Values | undefined, value: number) => values?.map(() => value) as Values;
  const subject = changed({}, (steps) =>
    steps.map((step) => ({
      ...step,
      runningMean: own(step.runningMean, 0),
      runningVariance: own(step.runningVariance, 1),
    })),
  );
  const { findings } = await identifyCounted({ ...subject, operations: ['inference', 'sequence'] });
  expect(findings.initialState).toMatchObject({ kind: 'found', text: 'not as given: mean 0, variance 1' });
});

test.each([1, 2])('an axis that is always %i is found', async (axis) => {
  const sound = referenceSubject(paper);
  const subject = changed({
    run: (request) =>
      sound.run(
        'input' in request && request.input.shape.length === 3 ? { ...request, channelAxis: axis } : request,
      ),
  });
  const { findings } = await identifyCounted(subject);
  expect(findings.channelAxis).toMatchObject({
    kind: 'found',
    value: 'fixed',
    text: `not as asked: always axis ${axis} of rank 3`,
  });
});

test('a subject that shows its running statistics only as a layer is asked for them there', async () => {
  const sound = referenceSubject(paper);
  const subject = changed({
    run: (request) => {
      const result = sound.run(request);
      return request.operation === 'training' ? { output: (result as TrainingResult).output } : result;
    },
  });
  const { findings } = await identifyCounted(subject);
  expect(findings.exponentialAverageFactor).toMatchObject({ kind: 'found', value: 'as asked' });
  expect(findings.runningVarianceCorrection).toMatchObject({ kind: 'found', value: 1 });
});

test.each([1, 3])(
  'a subject of rank 4 with channels on axis %i, and nothing else, is identified',
  async (axis) => {
    const sound = referenceSubject(paper);
    const subject = changed({
      run: (request) => {
        if ('input' in request && (request.input.shape.length !== 4 || request.channelAxis !== axis)) {
          throw new Error('not offered');
        }
        return sound.run(request);
      },
    });
    const { conventions, settled, findings } = await identifyCounted(subject);
    expect(settled).toHaveLength(6);
    expect(conventions).toEqual(paper);
    const text = `as asked; of rank 4 only axis ${axis} is offered`;
    expect(findings.channelAxis).toMatchObject({ kind: 'found', value: 'as asked', text });
    expect(findings.sums).toMatchObject({ kind: 'found', value: 'exact' });
  },
);

test('an inference-only subject shows where it adds epsilon, and its floor', async () => {
  const conventions = { ...paper, epsilonPlacement: 'outside', epsilonFloor: 1e-5 } as const;
  const identified = await identifyCounted({ ...referenceSubject(conventions), operations: ['inference'] });
  expect(identified.settled).toEqual(['epsilonPlacement', 'epsilonFloor']);
  expect(identified.conventions).toMatchObject({ epsilonPlacement: 'outside', epsilonFloor: 1e-5 });
  expect(identified.findings.sums).toMatchObject({
    kind: 'unable',
    text: 'the subject does not offer training',
  });
});

// A sample: the nightly test has all of them.
test.each(faultyVariants.filter((_, k) => k % 12 === 0))('$id ends in a report', async ({ make }) => {
  const { findings } = await identifyCounted(make());
  for (const { kind, text } of Object.values(findings)) {
    expect(['found', 'none', 'unable']).toContain(kind);
    expect(text).not.toBe('');
  }
});
