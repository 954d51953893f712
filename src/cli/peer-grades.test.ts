/** The grade tells the libraries of npm apart: each is in the class of its sums. All ways and layouts: peer-grades.nightly.test.ts. */
import { describe, expect, test } from 'vitest';
import { gradingCases } from '../../spec/arbitraries/grading-cases.ts';
import { accuracyClasses } from '../../spec/bounds/arithmetic.ts';
import type { Case } from '../../spec/contract.ts';
import type { Grade } from '../harness/outcome.ts';
import { openSubject } from './open-subject.ts';
import { checkOn, imagePeer, matrixPeers } from './testing/peer-grades.ts';

const [matrix, images] = gradingCases() as [Case, Case, Case];

async function outputGrade(name: string, given: Case): Promise<Grade> {
  const subject = await openSubject(name, 20_000);
  try {
    return (await checkOn(subject, given, ['BN-TRAIN-OUTPUT'])).grades.output!;
  } finally {
    await subject.close?.();
  }
}

describe('on a matrix', () => {
  const found: Grade[] = [];

  test.each(matrixPeers)('$name: $sums, so the grade is $grade', async ({ name, grade }) => {
    const own = await outputGrade(name, matrix);
    expect(own.grade).toBe(grade);
    found.push(own);
  });

  test('fewer bits are right at kappa 2000 with each wider class, whatever the grades go by', () => {
    const rank = ({ grade }: Grade) => [...accuracyClasses, 'none'].indexOf(grade);
    const bits = (one: Grade) => one.byConditioning.find(({ decade }) => decade === 3)!.worstBits;
    expect(found).toHaveLength(matrixPeers.length);
    for (const tighter of found) {
      for (const wider of found) {
        if (rank(tighter) < rank(wider)) expect(bits(tighter)).toBeGreaterThan(bits(wider) + 1);
      }
    }
  });
});

test(`${imagePeer.name} on images: ${imagePeer.sums}, so the grade is ${imagePeer.grade}`, async () => {
  expect((await outputGrade(imagePeer.name, images)).grade).toBe(imagePeer.grade);
});
