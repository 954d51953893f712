import { cases } from '../arbitraries/cases.ts';
import { firstDifference } from '../compare.ts';
import type { Case } from '../contract.ts';
import type { Property } from '../property.ts';
import { failed, held } from '../verdict.ts';

/** Inference is a pure function: the same arguments give the same bits, whatever happened in between. */
export const inferenceDeterministic: Property = {
  requirement: 'BN-INFER-DETERMINISTIC',
  needs: ['inference'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const first = (await context.inference(given)).output.data;
    const again = (await context.inference(given)).output.data;
    await context.inference(otherInput(given));
    const later = (await context.inference(given)).output.data;
    for (const second of [again, later]) {
      const at = firstDifference(first, second);
      if (at < 0) continue;
      const was = `output at ${at} was ${first[at]}, then ${second[at]}`;
      return failed(`two inference calls with the same arguments differ: ${was}`);
    }
    return held;
  },
};

function otherInput(given: Case): Case {
  return { ...given, input: given.input.map((x) => 1 - x / 2) };
}
