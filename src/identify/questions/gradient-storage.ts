/**
 * Whether the gradients of the parameters are written or added to those before.
 *
 * The same training and gradient twice, on one layer, or by two calls where there is no layer. The second gradients are the first
 * ones again, each within its bound B of the same exact value: at most 2B apart. Or gradGamma and gradBeta are twice as large: the
 * first ones within B, the sum of two within 2B and a rounding of it, so at most 4B + 2u|value| from twice the first. Which gradient it
 * is of which forward pass does not matter. gradInput belongs to one call, and is looked at only where there is nothing else.
 */
import { trainingGradientBounds } from '../../../spec/bounds/gradient-bounds.ts';
import type { Case, GradientResult, Step, Values } from '../../../spec/contract.ts';
import { decide, type Prediction } from '../decide.ts';
import { type Finding, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

export type GradientStorage = 'write' | 'accumulate';

export async function gradientStorage(lab: Lab): Promise<Finding<GradientStorage>> {
  const given = lab.arrange(plainChannels, plainSettings);
  const onLayer = lab.offers('sequence') && lab.offers('trainingGradient');
  const twice = onLayer ? await twiceOnLayer(lab, given) : await twiceByCalls(lab, given);
  if ('unable' in twice) return unable(twice.unable);
  const bounds = trainingGradientBounds(given, lab.conventions, lab.arithmetic);
  const { u, largest } = lab.arithmetic;
  const pairs = comparable(twice);
  if (pairs.some(({ first }) => !first.every(Number.isFinite))) return unable('the gradients are not finite');
  const predict = (times: 1 | 2): readonly Prediction[] =>
    pairs.map(({ quantity, first, second }) => ({
      actual: second,
      expected: Float64Array.from(first, (value) => times * value),
      bounds: bounds[quantity].map((bound, at) => 2 * times * bound + 2 * u * Math.abs(first[at]!)),
    }));
  return decide<GradientStorage>(
    [
      { value: 'write', text: 'each call writes its own', predictions: predict(1) },
      { value: 'accumulate', text: 'added to those of the call before', predictions: predict(2) },
    ],
    largest,
    onLayer ? 'training and gradient twice, on one layer' : 'the same gradient called for twice',
  );
}

type Twice =
  | { readonly first: GradientResult; readonly second: GradientResult }
  | { readonly unable: string };

function comparable({ first, second }: Exclude<Twice, { readonly unable: string }>) {
  const pairs = (['gradGamma', 'gradBeta'] as const).flatMap((quantity) => {
    const [a, b] = [first[quantity], second[quantity]];
    return a && b ? [{ quantity, first: a, second: b }] : [];
  });
  if (pairs.length > 0) return pairs;
  return [{ quantity: 'gradInput' as const, first: first.gradInput.data, second: second.gradInput.data }];
}

async function twiceOnLayer(lab: Lab, given: Case): Promise<Twice> {
  const tensor = (data: Values) => ({ shape: given.shape, data: data.slice() });
  const once: Step[] = [
    { call: 'training', input: tensor(given.input) },
    { call: 'gradient', gradOutput: tensor(given.gradOutput) },
  ];
  const reply = await lab.sequence(given, [...once, ...once]);
  if ('unable' in reply) return reply;
  if ('refused' in reply) return { unable: reply.refused };
  const [, first, , second] = reply.result.steps;
  return { first: first as GradientResult, second: second as GradientResult };
}

async function twiceByCalls(lab: Lab, given: Case): Promise<Twice> {
  const results: GradientResult[] = [];
  for (const repetition of [0, 1]) {
    const reply = await lab.call('trainingGradient', given, repetition);
    if ('unable' in reply) return reply;
    if ('refused' in reply) return { unable: reply.refused };
    results.push(reply.result);
  }
  return { first: results[0]!, second: results[1]! };
}
