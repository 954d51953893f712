import { cases } from '../arbitraries/cases.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { Case, InferenceResult, Tensor, TrainingResult } from '../contract.ts';
import type { CaseOperation, Context, Property, Verdict } from '../property.ts';
import { contractBreach } from '../result-contract.ts';
import { all, failed, held, judge } from '../verdict.ts';

/** Epsilon 0 means 0, wherever the variance is not 0 too; a subject may refuse it instead. */
export const edgeEpsilonZero: Property = {
  requirement: 'BN-EDGE-EPSILON-ZERO',
  needs: [],
  cases: cases({ gamma: 'present', beta: 'present', epsilon: 'zero', minElementsPerChannel: 2 }),
  check: async (given, context) => {
    const { conventions, arithmetic, operations, oracle } = context;
    const verdicts: Verdict[] = [];
    if (operations.includes('training')) {
      const output = await outputOrRefusal('training', given, context);
      const expected = oracle.training(given, conventions).output;
      const bounds = trainingBounds(given, conventions, arithmetic).output;
      verdicts.push(
        verdictOn(output, (tensor) =>
          judge(
            compare('output', tensor.data, expected, bounds, arithmetic.largest),
            'epsilon 0 is used as 0 in training',
          ),
        ),
      );
    }
    if (operations.includes('inference')) {
      const output = await outputOrRefusal('inference', given, context);
      const expected = oracle.inference(given, conventions).output;
      const bounds = inferenceBounds(given, conventions, arithmetic);
      verdicts.push(
        verdictOn(output, (tensor) =>
          judge(
            compare('output', tensor.data, expected, bounds, arithmetic.largest),
            'epsilon 0 is used as 0 in inference',
          ),
        ),
      );
    }
    return all(verdicts);
  },
};

async function outputOrRefusal(
  operation: CaseOperation,
  given: Case,
  context: Context,
): Promise<Tensor | Verdict> {
  const request = context.requestOf(operation, given);
  const answer = await context.answer(request);
  if ('refused' in answer) return held;
  const breach = contractBreach(request, answer.result, context.dtype);
  if (breach !== null) return failed(`${operation} ${breach}`);
  return (answer.result as TrainingResult | InferenceResult).output;
}

function verdictOn(output: Tensor | Verdict, judgeIt: (tensor: Tensor) => Verdict): Verdict {
  return 'verdict' in output ? output : judgeIt(output);
}
