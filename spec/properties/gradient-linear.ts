import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import type { GradientResult, Values } from '../contract.ts';
import { lawHolds, ownRounding } from '../law.ts';
import { layoutOf } from '../layout.ts';
import { onGrid } from '../on-grid.ts';
import type { Property, Verdict } from '../property.ts';
import { gathered, permutationOf } from '../rearrange.ts';
import { all } from '../verdict.ts';

const quantities = ['gradInput', 'gradGamma', 'gradBeta'] as const;

/** G(a g + b h) = a G(g) + b G(h), with a and b powers of two and a g + b h exact. */
export const gradientLinear: Property = {
  requirement: 'BN-GRAD-LINEAR',
  needs: ['trainingGradient'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const random = randomFrom(given.variation);
    const g = onGrid(given.gradOutput, layoutOf([1, 1, given.input.length], 1), 11).values;
    const h = gathered(g, permutationOf(g.length, random));
    // Now and then a change of scale alone, as far as loss scaling goes; else a sum of two.
    const scaleOnly = random.chance(0.4);
    const a = 2 ** (scaleOnly ? random.integer(-40, 16) : random.integer(-6, 6));
    const b = scaleOnly ? 0 : random.sign();
    const both = g.map((x, at) => a * x + b * h[at]!);
    const results: GradientResult[] = [];
    for (const gradOutput of [both, g, h])
      results.push(await context.trainingGradient({ ...given, gradOutput }));
    const bounds = [both, g, h].map((gradOutput) => {
      return trainingGradientBounds({ ...given, gradOutput }, context.conventions, context.arithmetic);
    });
    const verdicts: Verdict[] = [];
    for (const quantity of quantities) {
      const [sum, first, second] = results.map((result) => valuesOf(result, quantity));
      if (!sum || !first || !second) continue;
      const expected = Float64Array.from(first, (x, at) => a * x + b * second[at]!);
      const law = `gradients are linear: G(${a} g + ${b} h) = ${a} G(g) + ${b} G(h)`;
      const own = expected.map((_, at) => ownRounding(2, Math.abs(a * first[at]!) + Math.abs(second[at]!)));
      const scaled = bounds[1]![quantity].map((bound) => a * bound);
      verdicts.push(
        lawHolds(
          context,
          quantity,
          law,
          sum,
          expected,
          [bounds[0]![quantity], scaled, bounds[2]![quantity]],
          own,
        ),
      );
    }
    return all(verdicts);
  },
};

function valuesOf(result: GradientResult, quantity: (typeof quantities)[number]): Values | null {
  return quantity === 'gradInput' ? result.gradInput.data : (result[quantity] ?? null);
}
