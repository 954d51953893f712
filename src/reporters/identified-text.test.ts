import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Identified, QuestionId } from '../identify/identified.ts';
import { identifiedText } from './identified-text.ts';
import { plainColours } from './plain-colours.ts';

const questions: readonly QuestionId[] = [
  'epsilonPlacement',
  'epsilonFloor',
  'normalizingVarianceCorrection',
  'runningVarianceCorrection',
  'exponentialAverageFactor',
  'oneElement',
  'emptyBatch',
  'channelAxis',
  'acrossRanks',
  'trainingStatistics',
  'inferenceStatistics',
  'stateInInference',
  'initialState',
  'trainingGradient',
  'inferenceGradient',
  'gradientStorage',
  'variance',
  'sums',
  'trainingOutput',
  'inferenceOutput',
  'varianceOfPlanes',
  'sumsOfPlanes',
];

/** Text that a subject may have put into its name, its version, its ways or its errors. */
const foreign = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.constant('\u001b[2J\n\u202e'));

const finding = fc.record({
  kind: fc.constantFrom('found', 'none', 'unable'),
  value: fc.constant('as asked'),
  text: foreign,
  evidence: foreign,
  separation: fc.option(fc.double({ min: 1, noNaN: true })),
  way: fc.option(foreign),
});

const identified = fc.record({
  subject: foreign,
  version: fc.option(foreign),
  dtype: fc.constant('float32'),
  firstWay: fc.option(foreign),
  calls: fc.nat(64),
  conventions: fc.constant({ epsilonFloor: 0, oneElement: 'define' }),
  settled: fc.subarray(['epsilonFloor', 'oneElement']),
  findings: fc.record(Object.fromEntries(questions.map((id) => [id, finding]))),
  nearest: fc.constant([{ ids: ['paper'], differences: [] }]),
});

test('whatever a subject says, the report is lines of at most 100 visible characters', () => {
  fc.assert(
    fc.property(identified, (given) => {
      const lines = identifiedText(given as unknown as Identified, plainColours);
      for (const line of lines) {
        expect([...line].length).toBeLessThanOrEqual(100);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
    }),
    { seed: 64, numRuns: 50 },
  );
});

test('an answer comes with its question, its evidence and the distance of the next', () => {
  const found = {
    kind: 'found',
    value: 1,
    text: 'corrected by m/(m-1)',
    evidence: 'a probe',
    separation: 1234.5,
    way: 'layer',
  };
  const unable = { kind: 'unable', text: 'not offered', way: null };
  const findings = {
    ...Object.fromEntries(questions.map((id) => [id, unable])),
    runningVarianceCorrection: found,
  };
  const lines = identifiedText(
    {
      subject: 'mine',
      version: null,
      dtype: 'float32',
      firstWay: 'function',
      calls: 19,
      conventions: { runningVarianceCorrection: 1, epsilonFloor: 0 },
      settled: ['runningVarianceCorrection'],
      findings,
      nearest: [
        {
          ids: ['paper', 'caffe'],
          differences: [{ convention: 'runningVarianceCorrection', found: 1, profile: 0 }],
        },
      ],
    } as unknown as Identified,
    plainColours,
  );
  const text = lines.join('\n');
  expect(lines[0]).toBe('mine (float32), identified in 19 calls, way: function');
  expect(text).toContain('✓ running variance      corrected by m/(m-1)');
  expect(text).toContain(' a probe; next answer 1230 bounds off (way: layer)');
  expect(text).toContain('– sums                  could not tell: not offered');
  expect(text).toContain('nearest to paper, caffe\n  but runningVarianceCorrection is 1, where theirs is 0');
  expect(text).toContain('not told, and taken to be as usual: epsilonFloor 0');
});
