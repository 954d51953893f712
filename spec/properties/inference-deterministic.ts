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
    const first = await context.inference(given);
    if (given.variation % 2 === 1) await context.inference(otherInput(given));
    const second = await context.inference(given);
    const at = firstDifference(first.output.data, second.output.data);
    if (at < 0) return held;
    const [a, b] = [first.output.data[at], second.output.data[at]];
    return failed(`two inference calls with the same arguments differ: output at ${at} was ${a}, then ${b}`);
  },
};

function otherInput(given: Case): Case {
  return { ...given, input: given.input.map((x) => 1 - x / 2) };
}
