import { accuracyClasses, arithmeticOf } from '../../../spec/bounds/arithmetic.ts';
import type { Conventions } from '../../../spec/contract.ts';
import type { Grade } from '../../harness/outcome.ts';
import { type GradeLog, gradesOf, noteGrade } from '../../harness/grades.ts';
import { expectedOfCall } from '../expected-of-call.ts';
import type { Truth } from '../truth.ts';
import { validityOf } from '../validity-of.ts';
import { judgeResult } from './judge-result.ts';
import type { Answer } from './parse-answers.ts';
import { rememberingFor } from './remembering-for.ts';
import type { VectorIndex } from './verify-answers.ts';

/** The tightest accuracy class that each quantity never leaves over the valid vectors of single calls that were answered. */
export function gradeAnswers(
  answers: readonly Answer[],
  index: VectorIndex,
  conventions: Conventions,
  truth: Truth,
): Readonly<Record<string, Grade>> {
  const log: GradeLog = new Map();
  for (const { id, result, request: own } of answers) {
    const known = index.get(id);
    const request = known?.vector.request ?? own;
    if (result === undefined || request === undefined || request.operation === 'sequence') continue;
    if (
      known?.file.name.startsWith('profile-') ||
      (known?.vector.validity ?? validityOf(request)) !== 'valid'
    )
      continue;
    const oracle = rememberingFor(truth.oracle);
    for (const accuracy of accuracyClasses) {
      const expected = expectedOfCall(request, conventions, oracle, arithmeticOf('float32', accuracy));
      for (const { quantity, ratio } of judgeResult(
        { expected, request },
        result,
        conventions.runningVarianceCorrection,
      )) {
        noteGrade(log, quantity, accuracy, ratio);
      }
    }
  }
  return gradesOf(log);
}
