import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccuracyClass, accuracyClasses } from '../../spec/bounds/arithmetic.ts';
import { type GradeLog, gradesOf, noteGrade, overallGrade } from './grades.ts';

const seed = 89;
const note = fc.tuple(
  fc.constantFrom('output', 'gradInput', 'batchMean'),
  fc.constantFrom<AccuracyClass>(...accuracyClasses),
  fc.oneof(fc.float({ min: 0, max: 4, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY)),
);

describe('the grade of a quantity', () => {
  test('is the tightest class in which no ratio was above 1, whatever the order of the notes', () => {
    fc.assert(
      fc.property(fc.array(note, { maxLength: 30 }), (notes) => {
        const log: GradeLog = new Map();
        for (const [quantity, accuracy, ratio] of notes) noteGrade(log, quantity, accuracy, ratio);
        const grades = gradesOf(log);
        expect(Object.keys(grades)).toEqual([...new Set(notes.map(([name]) => name))].sort());
        for (const [name, { grade, worstRatio }] of Object.entries(grades)) {
          for (const accuracy of accuracyClasses) {
            const ratios = notes.filter(([q, a]) => q === name && a === accuracy).map(([, , ratio]) => ratio);
            expect(worstRatio[accuracy]).toBe(Math.max(0, ...ratios));
          }
          const kept = accuracyClasses.filter((accuracy) => worstRatio[accuracy] <= 1);
          expect(grade).toBe(kept[0] ?? 'none');
        }
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('the overall grade', () => {
  const order = [...accuracyClasses, 'none'] as const;
  const gradeOf = (grade: (typeof order)[number]) => {
    return {
      grade,
      worstRatio: { forward: 0, compensated: 0, blocked: 0, sequential: 0 },
      byConditioning: [],
    };
  };

  test('is the widest among the quantities', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...order), { minLength: 1, maxLength: 6 }), (list) => {
        const grades = Object.fromEntries(list.map((grade, k) => [`quantity ${k}`, gradeOf(grade)]));
        const widest = list.toSorted((a, b) => order.indexOf(b) - order.indexOf(a))[0];
        expect(overallGrade(grades)).toBe(widest);
      }),
      { seed },
    );
  });

  test('is none where nothing was graded', () => {
    expect(overallGrade({})).toBe('none');
  });
});
