import fc from 'fast-check';
import type { Case } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import { type BetaClass, type BetaOption, beta, betaChoices } from './beta.ts';
import { type EpsilonClass, type EpsilonOption, epsilon, epsilonChoices } from './epsilon.ts';
import { exponentialAverageFactor } from './exponential-average-factor.ts';
import { type GammaClass, type GammaOption, gamma, gammaChoices } from './gamma.ts';
import { type GradientClass, gradientChoices, gradients } from './gradients.ts';
import { randomFrom } from './random.ts';
import { type RunningVarianceOption, runningMean, runningVariance } from './running-statistics.ts';
import { type ShapeChoice, type ShapeOptions, shapes } from './shapes.ts';
import { type ValueClass, valueChoices } from './value-classes.ts';
import { values } from './values.ts';

export { describeCase } from './describe-case.ts';

/** What cases may be restricted to; each option left out restricts nothing but what its comment says. */
export interface CaseOptions
  extends Pick<ShapeOptions, 'channelAxis' | 'maxElements' | 'minElementsPerChannel' | 'minChannels'> {
  /** Instead of `shapes` of this folder; the limits on sizes do not apply to them. */
  readonly shapes: fc.Arbitrary<ShapeChoice>;
  /** Default: every class but `nonFinite`. */
  readonly valueClasses: readonly ValueClass[];
  readonly gamma: GammaOption;
  readonly beta: BetaOption;
  /** Default: `positive`. */
  readonly epsilon: EpsilonOption;
  /** Default: `positive`. */
  readonly runningVariance: RunningVarianceOption;
  /** No huge, tiny or subnormal numbers in input, gamma, beta and gradOutput. Default: false. */
  readonly moderate: boolean;
  /** One case in so many is of a fresh layer. Default: 16. */
  readonly freshEvery: number;
}

/** The choices that make a case; the same plan gives the same case to the bit. */
export interface CasePlan {
  readonly seed: number;
  readonly shape: ShapeChoice;
  /** Each channel draws its class from these: one class, or all that are allowed, as often as their weight. */
  readonly valueClasses: readonly ValueClass[];
  readonly gamma: GammaClass;
  readonly beta: BetaClass;
  readonly epsilon: EpsilonClass;
  readonly gradient: GradientClass;
  readonly runningVariance: RunningVarianceOption;
  /** A layer as it is made: gamma 1, beta 0, running mean 0, running variance 1. */
  readonly fresh: boolean;
}

/** One case in so many is of a fresh layer: few, since its values hide faults, and some, since users begin with it. */
const freshEvery = 16;

/**
 * Batch-norm questions of every kind that the options leave; all numbers finite float32 values by default.
 *
 * Neither shrinks nor depends on fast-check's bias. Throws if the options contradict each other.
 */
export function cases(options: Partial<CaseOptions> = {}): fc.Arbitrary<Case> {
  return casePlans(options).map(caseFrom);
}

/** The choices alone, for who wants to know how a case came about. */
export function casePlans(options: Partial<CaseOptions> = {}): fc.Arbitrary<CasePlan> {
  const plan = fc.record({
    seed: fc.integer(),
    shape: options.shapes ?? shapes(options),
    valueClasses: fc.constantFrom(...mixtures(valueChoices(options.valueClasses, options.moderate))),
    gamma: fc.constantFrom(...gammaChoices(options.gamma, options.moderate)),
    beta: fc.constantFrom(...betaChoices(options.beta, options.moderate)),
    epsilon: fc.constantFrom(...epsilonChoices(options.epsilon)),
    gradient: fc.constantFrom(...gradientChoices(options.moderate)),
    runningVariance: fc.constant(options.runningVariance ?? 'positive'),
    fresh: fc
      .nat({ max: (options.freshEvery ?? freshEvery) - 1 })
      .map((n) => n === 0 && options.runningVariance === undefined),
  });
  return fc.noBias(fc.noShrink(plan));
}

/** The case of a plan. */
export function caseFrom(plan: CasePlan): Case {
  const random = randomFrom(plan.seed);
  const { shape, channelAxis } = plan.shape;
  const layout = layoutOf(shape, channelAxis);
  const { channels } = layout;
  const chosenEpsilon = epsilon(plan.epsilon, random);
  const classes = Array.from({ length: channels }, () => random.pick(plan.valueClasses));
  const input = values(layout, classes, chosenEpsilon, random);
  const made: Case = {
    shape,
    channelAxis,
    input,
    gradOutput: gradients(plan.gradient, layout, random),
    gamma: gamma(plan.gamma, channels, random),
    beta: beta(plan.beta, channels, random),
    runningMean: runningMean(layout, input, random),
    runningVariance: runningVariance(channels, chosenEpsilon, plan.runningVariance, random),
    epsilon: chosenEpsilon,
    exponentialAverageFactor: exponentialAverageFactor(random),
    variation: random.uint32(),
  };
  return plan.fresh ? freshened(made) : made;
}

function freshened(given: Case): Case {
  return {
    ...given,
    gamma: given.gamma?.map(() => 1) ?? null,
    beta: given.beta?.map(() => 0) ?? null,
    runningMean: given.runningMean.map(() => 0),
    runningVariance: given.runningVariance.map(() => 1),
  };
}

/** Three tensors of five have one class of values; the others may have another one in each channel. */
function mixtures(choices: readonly ValueClass[]): readonly (readonly ValueClass[])[] {
  const oneClass = choices.map((valueClass) => [valueClass]);
  const perChannel = choices.map(() => choices);
  return [oneClass, oneClass, oneClass, perChannel, perChannel].flat();
}
