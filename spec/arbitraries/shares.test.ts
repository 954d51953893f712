import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaWeights } from './beta.ts';
import { type CasePlan, casePlans } from './cases.ts';
import { epsilonWeights } from './epsilon.ts';
import { gammaWeights } from './gamma.ts';
import { gradientWeights } from './gradients.ts';
import { rankWeights } from './shapes.ts';
import { finiteClasses, valueWeights } from './value-classes.ts';

const plans = fc.sample(casePlans({ epsilon: 'any' }), { seed: 4711, numRuns: 8000 });
const oneClass = plans.filter((plan) => new Set(plan.valueClasses).size === 1);

interface Table {
  readonly of: string;
  readonly weights: Readonly<Record<string, number>>;
  readonly drawn: readonly string[];
}

const drawn = (of: string, weights: Table['weights'], choice: (plan: CasePlan) => string): Table => ({
  of,
  weights,
  drawn: plans.map(choice),
});

const only = (weights: Table['weights'], names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, weights[name]!]));

const tables: readonly Table[] = [
  {
    of: 'values',
    weights: only(valueWeights, finiteClasses),
    drawn: oneClass.map((plan) => plan.valueClasses[0]!),
  },
  drawn(
    'gamma',
    only(gammaWeights, ['absent', 'distinct', 'someZero', 'tiny', 'huge']),
    (plan) => plan.gamma,
  ),
  drawn('beta', only(betaWeights, ['absent', 'distinct', 'large', 'huge']), (plan) => plan.beta),
  drawn('epsilon', epsilonWeights, (plan) => plan.epsilon),
  drawn('gradients', gradientWeights, (plan) => plan.gradient),
  drawn('ranks', rankWeights, (plan) => String(plan.shape.shape.length)),
];

describe('the share of each class', () => {
  it.each(tables)('is as stated for $of, within five standard deviations', ({ weights, drawn }) => {
    const total = Object.values(weights).reduce((a, b) => a + b, 0);
    for (const [name, weight] of Object.entries(weights)) {
      const share = weight / total;
      const count = drawn.filter((choice) => choice === name).length;
      const slack = 5 * Math.sqrt(drawn.length * share * (1 - share));
      expect(count, name).toBeGreaterThan(0);
      expect(Math.abs(count - drawn.length * share), name).toBeLessThanOrEqual(slack);
    }
    expect(new Set(drawn)).toEqual(new Set(Object.keys(weights)));
  });

  it('is three in five for tensors of one class, and the others mix all classes', () => {
    const slack = 5 * Math.sqrt(plans.length * 0.6 * 0.4);
    expect(Math.abs(oneClass.length - 0.6 * plans.length)).toBeLessThanOrEqual(slack);
    const mixed = plans.find((plan) => new Set(plan.valueClasses).size > 1)!;
    const counts = Object.fromEntries(
      finiteClasses.map((name) => [name, mixed.valueClasses.filter((one) => one === name).length]),
    );
    expect(counts).toEqual(only(valueWeights, finiteClasses));
  });
});
