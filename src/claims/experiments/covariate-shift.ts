import type { Claim, Condition } from '../claim.ts';
import {
  type Activation,
  activations,
  denseNetwork,
  lineOf,
  logRatio,
  medianOf,
  timesOf,
  titleOf,
  usualSetup,
  WITH,
  WITHOUT,
} from '../paired.ts';
import type { Scale } from '../scales.ts';
import type { DriftRecord, DriftTrial } from '../trials/drift.ts';
import { papers } from './sources.ts';

const trialOf = (scale: Scale, activation: Activation, batchNorm: boolean, seed: number): DriftTrial => ({
  kind: 'drift',
  ...usualSetup(scale, denseNetwork(scale, activation, batchNorm), seed),
  testRows: Math.min(scale.testRows, 200),
  steps: scale.otherSteps,
  every: scale.every,
});

const shifts = [
  ['drift', 'drift of inputs'],
  ['gradientShift', 'gradient moved by earlier layers'],
  ['gradientTurn', 'gradient turned by earlier layers'],
] as const;

const smoothness = [
  ['lossRange', 'range of the loss along the gradient'],
  ['gradientChange', 'change of the gradient along it'],
  ['beta', 'effective beta-smoothness'],
] as const;

export const covariateShift: Claim = {
  id: 'covariate-shift',
  saying: 'Internal covariate shift is reduced',
  hypothesis:
    'During training the inputs of hidden units drift less with batch norm, and a layer’s gradient is moved and turned less by the steps of the layers before it.',
  experiment:
    'Every ten steps of a training three things are measured. **Drift**: the Wasserstein distance of order 2 between the inputs of an activation now and ten steps before, on rows that stay the same, in standard deviations, in the mean of all hidden units. **Gradient moved, gradient turned**: definition 2.1 of Santurkar et al., the gradient of a layer’s weights before and after the layers before it make their step; the length of the difference, and 1 − the cosine of the angle. They found this shift not to be reduced, and offered another explanation, that the loss becomes smoother; so, beside the claim, the **smoothness** of the loss is measured as they did: how far the loss ranges, and the gradient changes, over steps of half to four learning rates along the gradient.',
  sources: [papers.ioffe, papers.santurkar],
  trials: (scale, seeds) =>
    activations.flatMap((activation) =>
      [false, true].flatMap((batchNorm) => seeds.map((seed) => trialOf(scale, activation, batchNorm, seed))),
    ),
  findings: (scale, seeds, record) => {
    const condition = (activation: Activation, measure: keyof DriftRecord, name: string): Condition => ({
      name: `${titleOf[activation]}: ${name}`,
      quantity: 'log2 of the quotient of medians over the training, with by without',
      values: seeds.map((seed) => {
        const [a, b] = [true, false].map((norm) =>
          medianOf(record(trialOf(scale, activation, norm, seed))[measure]),
        );
        return logRatio(a!, b!);
      }),
      side: 'below',
      threshold: 0,
    });
    const all = (measures: typeof shifts | typeof smoothness) =>
      activations.flatMap((activation) =>
        measures.map(([measure, name]) => condition(activation, measure, name)),
      );
    const panel = (activation: Activation, measure: keyof DriftRecord, y: string) => ({
      title: `${titleOf[activation]}: ${y}`,
      x: 'steps of training',
      y,
      logY: true as const,
      lines: [true, false].map((batchNorm) =>
        lineOf(
          batchNorm ? WITH : WITHOUT,
          timesOf(scale.otherSteps, scale.every),
          seeds,
          (_, seed, at) => record(trialOf(scale, activation, batchNorm, seed))[measure].at(at)!,
        ),
      ),
    });
    return {
      conditions: all(shifts),
      beside: all(smoothness),
      laws: [],
      panels: activations.flatMap((activation) => [
        panel(activation, 'drift', 'drift in ten steps'),
        panel(activation, 'gradientShift', 'gradient moved'),
        panel(activation, 'beta', 'beta-smoothness'),
      ]),
    };
  },
};
