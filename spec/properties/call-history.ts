import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { inferenceGradientBounds, trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { Case, TrainingResult, Values } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { contractBreach } from '../result-contract.ts';
import { all, failed, judge } from '../verdict.ts';

/**
 * Related calls one after another in one process: the same input with another epsilon, the same shape with other values, another
 * layout or size. Each must be right whatever came before: caches, reused buffers and remembered axes show here.
 */
export const callHistory: Property = {
  requirement: 'BN-CALL-HISTORY',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', maxElements: 600 }),
  check: async (given, context) => {
    const related = relatedTo(given);
    const verdicts: Verdict[] = [];
    for (const [k, one] of [given, ...related, given].entries()) {
      const name = k === 0 ? 'the first call' : `call ${k + 1} of related calls`;
      verdicts.push(await outputOf(one, name, context));
      verdicts.push(...(await othersOf(one, name, context)));
    }
    verdicts.push(await refilledBuffer(given, context));
    return all(verdicts);
  },
};

/** The same array again, with other values in it: what counts is what it holds. */
async function refilledBuffer(given: Case, context: Context): Promise<Verdict> {
  const request = context.requestOf('training', given);
  await context.raw(request);
  const values = given.input.map((x, at) => Math.fround(1 - x / 4 + (at % 3)));
  request.input.data.set(values);
  const result = await context.raw(request);
  const breach = contractBreach(request, result, context.dtype);
  if (breach !== null) return failed(`training ${breach}`);
  const refilled = { ...given, input: values };
  const expected = context.oracle.training(refilled, context.conventions).output;
  const bounds = trainingBounds(refilled, context.conventions, context.arithmetic).output;
  const { data } = (result as TrainingResult).output;
  return within('the output of a call with a refilled array', data, expected, bounds, context);
}

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
    { ...given, gamma: Float32Array.from({ length: channels }, (_, c) => 2 + c / 4) },
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
  for (const operation of ['trainingGradient', 'inferenceGradient'] as const) {
    if (!operations.includes(operation)) continue;
    const result = await context[operation](given);
    const expected = oracle[operation](given, conventions);
    const boundsOf = operation === 'trainingGradient' ? trainingGradientBounds : inferenceGradientBounds;
    const bounds = boundsOf(given, conventions, arithmetic);
    const shown = {
      gradInput: result.gradInput.data,
      gradGamma: result.gradGamma,
      gradBeta: result.gradBeta,
    };
    for (const quantity of ['gradInput', 'gradGamma', 'gradBeta'] as const) {
      const values = shown[quantity];
      if (values === undefined || values === null) continue;
      verdicts.push(
        within(
          `${quantity} (${operation}) of ${name}`,
          values,
          expected[quantity],
          bounds[quantity],
          context,
        ),
      );
    }
  }
  return verdicts;
}

function within(what: string, actual: Values, expected: Values, bounds: Values, context: Context): Verdict {
  const quantity = what.startsWith('grad') ? what.slice(0, what.indexOf(' ')) : 'output';
  return judge(
    compare(quantity, actual, expected, bounds, context.arithmetic.largest),
    `${what} is right after the calls before it`,
  );
}
