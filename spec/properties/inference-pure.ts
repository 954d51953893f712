import { cases } from '../arbitraries/cases.ts';
import { firstDifference } from '../compare.ts';
import type { Case, StepResult, Values } from '../contract.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { failed, held } from '../verdict.ts';

/** Inference reads the running statistics and never writes them, in one call and in a layer that keeps them. */
export const inferencePure: Property = {
  requirement: 'BN-INFER-PURE',
  needs: ['inference'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const request = context.requestOf('inference', given);
    await context.raw(request);
    const asked = context.requestOf('inference', given);
    for (const name of ['runningMean', 'runningVariance'] as const) {
      const at = firstDifference(request[name], asked[name]);
      if (at >= 0) return changed(name, at, asked[name], request[name]);
    }
    return context.operations.includes('sequence') ? layerStays(given, context) : held;
  },
};

async function layerStays(given: Case, context: Context): Promise<Verdict> {
  const { input, ...rest } = context.requestOf('inference', given);
  const { steps } = await context.sequence({
    ...rest,
    exponentialAverageFactor: given.exponentialAverageFactor,
    steps: [
      { call: 'getState' },
      { call: 'inference', input },
      { call: 'inference', input },
      { call: 'getState' },
    ],
  });
  const [before, , , after] = steps as readonly [StepResult, StepResult, StepResult, StepResult];
  for (const name of ['runningMean', 'runningVariance'] as const) {
    const [old, now] = [before[name], after[name]];
    if (old === undefined || now === undefined) continue;
    const at = firstDifference(old, now);
    if (at >= 0) return changed(name, at, old, now);
  }
  return held;
}

function changed(name: string, at: number, old: Values, now: Values): Verdict {
  return failed(`inference changed ${name} of channel ${at} from ${old[at]} to ${now[at]}`);
}
