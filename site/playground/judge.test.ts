import { expect, test } from 'vitest';
import { buildCase } from './build-case.ts';
import { inputClasses, drawInput } from './fill-channels.ts';
import { implementations } from './implementations.ts';
import { judgeGradient, judgeInference, judgeTraining, type Report } from './judge.ts';
import { paperConventions } from './paper-conventions.ts';
import { firstSettings, readSettings } from './typed-settings.ts';

const settings = readSettings(firstSettings);
const caseOf = (changes: Partial<typeof settings>) => {
  const built = buildCase({ ...settings, ...changes });
  if ('problem' in built) throw new Error(built.problem);
  return built.case;
};
const subjectOf = (id: string) =>
  implementations()
    .find((one) => one.id === id)!
    .make(paperConventions);
const wrongOf = (report: Report) =>
  'refused' in report
    ? report.refused
    : report.quantities.filter(({ worst }) => worst > 1).map(({ name }) => name);

const sound = implementations().filter(({ group, id }) => group !== 'Faulty' && id !== 'one-pass');

test.each(inputClasses)('no sound implementation leaves a bound on inputs of class %s', async (name) => {
  const given = caseOf({ input: drawInput(name, 2, 12, 5, settings.epsilon) });
  for (const { id, make } of sound) {
    const subject = make(paperConventions);
    expect(wrongOf(await judgeTraining(subject, given, paperConventions)), id).toEqual([]);
    expect(wrongOf(await judgeInference(subject, given, paperConventions)), id).toEqual([]);
    expect(wrongOf(await judgeGradient(subject, given, paperConventions)), id).toEqual([]);
  }
});

test('one pass leaves its bounds far from zero', async () => {
  const given = caseOf({ input: '10000 10001 10002 10003', gamma: '', beta: '' });
  expect(wrongOf(await judgeTraining(subjectOf('one-pass'), given, paperConventions))).toContain(
    'batchVariance',
  );
});

test('under another convention the exact values move, and so does a subject that follows it', async () => {
  const corrected = { ...paperConventions, normalizingVarianceCorrection: 1 } as const;
  const given = caseOf({});
  const kernel = implementations()[0]!;
  const twoPass = implementations().find(({ id }) => id === 'two-pass')!;
  expect(wrongOf(await judgeTraining(kernel.make(corrected), given, corrected))).toContain('output');
  expect(wrongOf(await judgeTraining(twoPass.make(corrected), given, corrected))).toEqual([]);
});

test('the numbers of the chapter on training come out: 1 3 8 8 with epsilon 1/2', async () => {
  const report = await judgeTraining(subjectOf('two-pass'), caseOf({}), paperConventions);
  if ('refused' in report) throw new Error(report.refused);
  const output = report.quantities.find(({ name }) => name === 'output')!;
  expect(output.elements[0]!.expected).toBe(-3.5298221281347035);
});
