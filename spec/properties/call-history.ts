import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { Case, Values } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { all, judge } from '../verdict.ts';

/**
 * Related calls one after another in one process: the same input with another epsilon, the same shape with other values, another
 * layout or size. Each must be right whatever came before: caches, reused buffers and remembered axes show here.
 */
export const callHistory: Property = {
  requirement: 'BN-CALL-HISTORY',
  needs: ['training'],
  cases: cases({ maxElements: 600 }),
  check: async (given, context) => {
    const related = relatedTo(given);
    const verdicts: Verdict[] = [];
    for (const [k, one] of [given, ...related, given].entries()) {
      const name = k === 0 ? 'the first call' : `call ${k + 1} of related calls`;
      verdicts.push(await outputOf(one, name, context));
      if (k % 2 === 1) verdicts.push(...(await othersOf(one, name, context)));
    }
    return all(verdicts);
  },
};

/** Cases near the given one, as users would make them one after another. */
function relatedTo(given: Case): readonly Case[] {
  const random = randomFrom(given.variation);
  const { outer, channels, inner } = layoutOf(given.shape, given.channelAxis);
  const epsilon = given.epsilon === 0.25 ? 0.5 : 0.25;
  const values = given.input.map((x, at) => Math.fround(3 - x / 2 + (at % 5)));
  const choices: readonly Case[] = [
    { ...given, epsilon },
    { ...given, input: values },
    { ...given, input: values, gradOutput: given.gradOutput.map((g) => -g) },
    { ...given, gamma: Float32Array.from({ length: channels }, (_, c) => 2 + c / 4), beta: null },
    { ...given, shape: [outer, channels, inner], channelAxis: 1 },
    { ...given, shape: [outer, channels, 1, inner], channelAxis: 1, input: values },
  ];
  return [random.pick(choices), random.pick(choices)];
}

async function outputOf(given: Case, name: string, context: Context): Promise<Verdict> {
  const { output } = await context.training(given);
  const expected = context.oracle.training(given, context.conventions).output;
  const bounds = trainingBounds(given, context.conventions, context.arithmetic).output;
  return within(`the output of ${name}`, output.data, expected, bounds, context);
}

async function othersOf(given: Case, name: string, context: Context): Promise<readonly Verdict[]> {
  const { conventions, arithmetic, operations, oracle } = context;
  const verdicts: Verdict[] = [];
  if (operations.includes('inference')) {
    const { output } = await context.inference(given);
    const bounds = inferenceBounds(given, conventions, arithmetic);
    const expected = oracle.inference(given, conventions).output;
    verdicts.push(within(`the inference output of ${name}`, output.data, expected, bounds, context));
  }
  if (operations.includes('trainingGradient')) {
    const { gradInput } = await context.trainingGradient(given);
    const bounds = trainingGradientBounds(given, conventions, arithmetic).gradInput;
    const expected = oracle.trainingGradient(given, conventions).gradInput;
    verdicts.push(within(`gradInput of ${name}`, gradInput.data, expected, bounds, context));
  }
  return verdicts;
}

function within(what: string, actual: Values, expected: Values, bounds: Values, context: Context): Verdict {
  const quantity = what.startsWith('gradInput') ? 'gradInput' : 'output';
  return judge(
    compare(quantity, actual, expected, bounds, context.arithmetic.largest),
    `${what} is right after the calls before it`,
  );
}
